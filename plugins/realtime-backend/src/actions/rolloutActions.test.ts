import { mockCredentials } from '@backstage/backend-test-utils';
import { actionsRegistryServiceMock } from '@backstage/backend-test-utils/alpha';
import { known, missing } from '@backstage-realtime/plugin-realtime-common';
import type { RolloutGrant } from '../access/RolloutAccess';
import type { Refusal } from '../access/refusals';
import { evaluateRollout } from '../canary/evaluate/evaluateRollout';
import { readFixture } from '../canary/testUtils/readFixture';
import { anEntity } from '../testUtils/anEntity';
import { ENTITY } from '../testUtils/names';
import { registerRolloutActions } from './rolloutActions';

const REF = { cluster: 'prod', namespace: 'demo', name: 'ping-pong' };

const GRANT: RolloutGrant = {
  ok: true,
  entityRef: ENTITY,
  entity: anEntity(),
  rollouts: [REF],
  controllable: new Set(),
  problems: ['a part was malformed'],
};

async function invoke(action: string, grant: RolloutGrant | Refusal = GRANT) {
  const actionsRegistry = actionsRegistryServiceMock();
  const state = evaluateRollout(readFixture('10-degraded-analysis-failed'), 0);
  registerRolloutActions({
    actionsRegistry,
    rolloutAccess: { authorise: async () => grant },
    canary: {
      snapshot: async () => ({
        entityRef: ENTITY,
        evaluatedAtMs: 0,
        rollouts: [
          { ref: REF, rollout: known({ ...state, controls: [] }) },
          {
            ref: { ...REF, cluster: 'away' },
            rollout: missing('unreachable', { detail: 'away is silent' }),
          },
        ],
        clusters: [],
        problems: GRANT.problems,
      }),
    },
  });
  const { output } = await actionsRegistry.invoke({
    id: `test:${action}`,
    input: { entityRef: ENTITY },
    credentials: mockCredentials.user(),
  });
  return output;
}

describe('actions about rollouts', () => {
  it('say in sentences where a rollout is and what to do', async () => {
    expect(await invoke('rollout-status')).toMatchObject({
      rollouts: [
        {
          rollout: 'prod/demo/ping-pong',
          verdict: 'critical',
          phase: 'degraded',
          headline: expect.stringContaining('error-rate was 0.5'),
          next: expect.stringContaining('Compare error-rate'),
        },
        { verdict: 'unknown', headline: 'Not known: away is silent' },
      ],
      problems: ['a part was malformed'],
    });
  });

  it('explain which metric decided', async () => {
    const { runs } = (await invoke('analysis-explain')) as { runs: object[] };
    expect(runs).toMatchObject([
      {
        rollout: 'prod/demo/ping-pong',
        step: 3,
        phase: 'failed',
        metrics: [
          {
            metric: 'error-rate',
            condition: 'len(result) > 0 && result[0] < 0.05',
            measured: ['0.5: failed'],
            failed: 1,
            failuresLeft: 0,
            decides: true,
          },
          { metric: 'throughput', measured: ['200: successful'] },
        ],
      },
    ]);
  });

  it('answer nobody who may not see them', async () => {
    const refusal: Refusal = {
      ok: false,
      code: 'realtime.rollout.forbidden',
      message: 'Missing permission realtime.rollout.read.',
    };
    await expect(invoke('rollout-status', refusal)).rejects.toThrow(
      'realtime.rollout.read',
    );
  });
});
