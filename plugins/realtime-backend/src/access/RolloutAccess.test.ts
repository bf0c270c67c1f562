import { mockCredentials, mockServices } from '@backstage/backend-test-utils';
import { ConfigReader } from '@backstage/config';
import { catalogServiceMock } from '@backstage/plugin-catalog-node/testUtils';
import { AuthorizeResult } from '@backstage/plugin-permission-common';
import {
  toRolloutKey,
  type RolloutSelector,
} from '@backstage-realtime/plugin-realtime-common';
import type { JsonObject } from '@backstage/types';
import { readSettings } from '../config/readSettings';
import { anEntity } from '../testUtils/anEntity';
import { ENTITY } from '../testUtils/names';
import { DefaultRolloutAccess, type RolloutGrant } from './RolloutAccess';

const ROLLOUT = 'backstage-realtime.io/rollout';
const ID = 'backstage.io/kubernetes-id';

interface Setup {
  annotations: Record<string, string>;
  allow?: JsonObject[];
  /** Permissions and refs that are denied. */
  denied?: string[];
  rollouts?: JsonObject;
}

function accessOf({ annotations, allow, denied = [], rollouts }: Setup) {
  const settings = readSettings(
    new ConfigReader({
      realtime: {
        access: { allow: allow ?? [{ name: 'all', rollouts: ['*'] }] },
        ...(rollouts && { rollouts }),
      },
    }),
  );
  const asked: RolloutSelector[] = [];
  const access = DefaultRolloutAccess.create({
    settings,
    catalog: catalogServiceMock({ entities: [anEntity(annotations)] }),
    permissions: mockServices.permissions.mock({
      authorize: async requests =>
        requests.map(({ permission, resourceRef }) => ({
          result:
            denied.includes(permission.name) ||
            denied.some(each => resourceRef?.endsWith(each))
              ? AuthorizeResult.DENY
              : AuthorizeResult.ALLOW,
        })) as never,
    }),
    clusters: ['prod', 'dev'],
    finder: {
      find: async selector => {
        asked.push(selector);
        const ref = { cluster: 'dev', namespace: 'demo', name: 'found' };
        return { rollouts: [ref], problems: ['prod does not answer.'] };
      },
    },
  });
  return { access, asked };
}

async function authorise(setup: Setup, entityRef = ENTITY) {
  const { access } = accessOf(setup);
  return access.authorise(entityRef, mockCredentials.user());
}

async function grant(setup: Setup): Promise<RolloutGrant> {
  const decision = await authorise(setup);
  if (!decision.ok) throw new Error(decision.message);
  return decision;
}

const keysOf = ({ rollouts }: RolloutGrant) => rollouts.map(toRolloutKey);

describe('access to rollouts', () => {
  it('is granted for what is declared, allowed and permitted', async () => {
    const granted = await grant({
      annotations: { [ROLLOUT]: 'prod/demo/a, dev/demo/b' },
    });
    expect(granted).toMatchObject({
      entityRef: ENTITY,
      owner: 'group:default/team-realtime',
      problems: [],
    });
    expect(keysOf(granted)).toEqual(['prod/demo/a', 'dev/demo/b']);
    expect([...granted.controllable]).toEqual(keysOf(granted));
  });

  it.each<[string, JsonObject]>([
    ['of streams', { name: 'streams' }],
    ['of other rollouts', { name: 'x', rollouts: ['dev/*'] }],
    ['of another owner', { name: 'x', rollouts: ['*'], owners: ['group:a/b'] }],
    [
      'of another entity',
      { name: 'x', rollouts: ['*'], entities: ['component:default/other'] },
    ],
  ])('is not given by a rule %s', async (_what, rule) => {
    const granted = await grant({
      annotations: { [ROLLOUT]: 'prod/demo/a' },
      allow: [rule],
    });
    expect(granted.rollouts).toEqual([]);
    expect(granted.problems).toEqual([
      `No rule under realtime.access.allow lets ${ENTITY} show the rollout prod/demo/a. The platform team can add one with rollouts.`,
    ]);
  });

  it('leaves out what policy hides, and says so where it hides all', async () => {
    const annotations = { [ROLLOUT]: 'prod/demo/a, prod/demo/b' };
    const some = await grant({ annotations, denied: ['#prod/demo/b'] });
    expect(keysOf(some)).toEqual(['prod/demo/a']);
    expect(JSON.stringify(some.problems)).not.toContain('prod/demo/b');
    const none = await authorise({
      annotations,
      denied: ['realtime.rollout.read'],
    });
    expect(none).toMatchObject({
      ok: false,
      code: 'realtime.rollout.forbidden',
      message: expect.stringContaining('group:default/team-realtime can help'),
    });
  });

  it('to read is not the right to control', async () => {
    const { controllable } = await grant({
      annotations: { [ROLLOUT]: 'prod/demo/a' },
      denied: ['realtime.rollout.control'],
    });
    expect(controllable.size).toBe(0);
  });

  it('names clusters that are not configured and rollouts beyond the limit', async () => {
    const granted = await grant({
      annotations: { [ROLLOUT]: 'moon/demo/a, prod/demo/b, prod/demo/c' },
      rollouts: { rolloutsPerEntity: 1 },
    });
    expect(keysOf(granted)).toEqual(['prod/demo/b']);
    expect(granted.problems).toEqual([
      expect.stringContaining('no Kubernetes cluster named moon'),
      expect.stringContaining('rolloutsPerEntity'),
    ]);
  });

  it('finds rollouts by their labels, and drops those no rule lets through without a word', async () => {
    const setup = { annotations: { [ID]: 'ping-pong' } };
    const { access, asked } = accessOf(setup);
    const granted = await access.authorise(ENTITY, mockCredentials.user());
    expect(asked).toEqual([{ labels: 'backstage.io/kubernetes-id=ping-pong' }]);
    expect(granted).toMatchObject({
      rollouts: [{ cluster: 'dev', name: 'found' }],
      problems: ['prod does not answer.'],
    });
    const others = await grant({ ...setup, allow: [{ name: 'streams' }] });
    expect(others).toMatchObject({
      rollouts: [],
      problems: ['prod does not answer.'],
    });
  });

  it('to an entity that does not exist or may not be seen is not found', async () => {
    expect(
      await authorise({ annotations: {} }, 'component:default/nobody'),
    ).toMatchObject({ ok: false, code: 'realtime.entity.not-found' });
  });
});
