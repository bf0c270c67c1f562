import type { Claim } from './claims';
import { ClaimWorld } from './ClaimWorld';

type ClaimStatus = NonNullable<Claim['status']>;

/** The platform that components of a test may refer to. */
export const PLATFORM = 'parts';

/** A world for one test file with a platform that is ready, and what tests ask of applications on it. */
export function onPlatform() {
  const at = {} as { world: ClaimWorld };

  beforeAll(async () => {
    at.world = await ClaimWorld.start();
    await at.world.createPlatform(PLATFORM);
    await at.world.untilReady('realtimeplatformclaims', PLATFORM);
  });

  afterAll(() => at.world.close());

  return {
    at,
    run: (name: string, ...components: object[]) =>
      at.world.createApplication(name, { components }),
    untilRunning: (name: string) =>
      at.world.untilSays(name, ({ status }) => status === 'running'),
    /** The first state that gives this reason for waiting. */
    untilWaits: async (name: string, reason: string): Promise<ClaimStatus> => {
      const seen = await at.world.untilSays(name, ({ workflow }) =>
        Boolean(workflow?.message?.includes(reason)),
      );
      return lastOf(seen);
    },
  };
}

/** The status that was seen last. */
export function lastOf(seen: Claim[]): ClaimStatus {
  return seen.at(-1)?.status ?? {};
}
