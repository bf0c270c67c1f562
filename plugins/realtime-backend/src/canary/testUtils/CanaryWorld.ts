import type {
  CanaryState,
  RolloutState,
} from '@backstage-realtime/plugin-realtime-common';
import type { RolloutGrant } from '../../access/RolloutAccess';
import { systemClock } from '../../clock';
import { rolloutsDefaults } from '../../config/schema';
import type { RolloutsSettings } from '../../config/settings';
import { anEntity } from '../../testUtils/anEntity';
import {
  clustersOf,
  startRollouts,
  type RolloutCluster,
} from '../../testUtils/startRollouts';
import { CanaryService } from '../CanaryService';
import { aPod, aReplicaSet, aRollout, CANARY, STABLE } from './builders';

/** The one rollout of these tests. */
export const REF = {
  cluster: 'local',
  namespace: 'demo',
  name: 'pingpong-counter',
};

export const grantOf = (change: Partial<RolloutGrant> = {}): RolloutGrant => ({
  ok: true,
  entityRef: 'component:default/ping-pong',
  entity: anEntity(),
  rollouts: [REF],
  controllable: new Set(),
  problems: [],
  ...change,
});

/** What one page is told, and how to wait for what it is not told yet. */
function look(service: CanaryService, grant = grantOf()) {
  const states: CanaryState[] = [];
  const waiting = new Set<() => void>();
  const close = service.watch(grant, 'focused', state => {
    states.push(state);
    waiting.forEach(check => check());
  });
  const until = (fits: (state: CanaryState) => boolean) =>
    new Promise<CanaryState>(resolve => {
      const check = () => {
        const found = states.findLast(fits);
        if (!found) return;
        waiting.delete(check);
        resolve(found);
      };
      waiting.add(check);
      check();
    });
  return { states, until, close };
}

export const rolloutOf = ({
  rollouts,
}: CanaryState): RolloutState | undefined =>
  rollouts[0].rollout.known ? rollouts[0].rollout.value : undefined;

export const isAt = (stepIndex: number) => (state: CanaryState) =>
  rolloutOf(state)?.stepIndex === stepIndex;

/** A cluster with rollouts and a service that reads it, both new for every test. */
class CanaryWorld {
  private readonly opened: Array<() => void> = [];

  private constructor(
    readonly cluster: RolloutCluster,
    private running: CanaryService,
  ) {}

  static async start(): Promise<CanaryWorld> {
    const cluster = await startRollouts();
    return new CanaryWorld(cluster, serviceOf({ local: cluster.settings }));
  }

  get service(): CanaryService {
    return this.running;
  }

  /** Another service in its place: of other clusters, or with other bounds. */
  async restart(
    clusters: Clusters,
    change: Partial<RolloutsSettings> = {},
  ): Promise<void> {
    await this.running.stop();
    this.running = serviceOf(clusters, change);
  }

  open(grant?: RolloutGrant) {
    const page = look(this.running, grant);
    this.opened.push(page.close);
    return page;
  }

  async putUpdate(stepIndex: number, phase = 'Progressing'): Promise<void> {
    const { cluster } = this;
    await cluster.put(aRollout({ phase, currentStepIndex: stepIndex }));
    await cluster.put(aReplicaSet(STABLE, 3));
    await cluster.put(aReplicaSet(CANARY, 1));
    await cluster.put(aPod('pingpong-counter-canary-1', CANARY));
  }

  /** Until so many are open in the cluster: one begins a moment after its list was told. */
  async watches(wanted: number): Promise<void> {
    const { api } = this.cluster;
    while (api.watchCount !== wanted) await new Promise(setImmediate);
  }

  async close(): Promise<void> {
    this.opened.splice(0).forEach(close => close());
    await this.running.stop();
    await this.cluster.close();
  }
}

/** One for each test of the surrounding `describe`; there while a test runs. */
export function useCanaryWorld(): () => CanaryWorld {
  let world: CanaryWorld;
  jest.setTimeout(60_000);

  beforeEach(async () => {
    world = await CanaryWorld.start();
  });

  afterEach(() => world.close());

  return () => world;
}

type Clusters = Parameters<typeof clustersOf>[0];

function serviceOf(
  clusters: Clusters,
  change: Partial<RolloutsSettings> = {},
): CanaryService {
  return CanaryService.create({
    settings: { ...rolloutsDefaults, lingerMs: 1, pollMs: 50, ...change },
    clusters: clustersOf(clusters),
    clock: systemClock,
  });
}
