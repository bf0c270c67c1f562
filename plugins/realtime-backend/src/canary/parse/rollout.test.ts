import { aPod, aReplicaSet, aRollout, CANARY } from '../testUtils/builders';
import { readItems } from '../testUtils/readFixture';
import { durationAt } from './fields';
import { parsePod } from './pod';
import { parseReplicaSet } from './replicaSet';
import { parseRollout } from './rollout';

describe('who keeps the spec of a rollout', () => {
  const keeperOf = (metadata: object) =>
    parseRollout(aRollout({}, {}, { annotations: {}, ...metadata })).keeper;

  it.each([
    [{ labels: { 'kustomize.toolkit.fluxcd.io/name': 'apps' } }, 'Flux'],
    [{ labels: { 'helm.toolkit.fluxcd.io/name': 'apps' } }, 'Flux'],
    [{ annotations: { 'argocd.argoproj.io/tracking-id': 'a' } }, 'Argo CD'],
    [
      {
        managedFields: [
          { manager: 'kustomize-controller', fieldsV1: { 'f:spec': {} } },
        ],
      },
      'Flux',
    ],
    [
      {
        managedFields: [
          { manager: 'argocd-controller', fieldsV1: { 'f:spec': {} } },
        ],
      },
      'Argo CD',
    ],
    [
      {
        managedFields: [
          { manager: 'argocd-controller', fieldsV1: { 'f:status': {} } },
          { manager: 'kubectl', fieldsV1: { 'f:spec': {} } },
        ],
      },
      undefined,
    ],
    [{ labels: { 'app.kubernetes.io/managed-by': 'Helm' } }, undefined],
  ])('%j', (metadata, keeper) => {
    expect(keeperOf(metadata)).toBe(keeper);
  });
});

describe('the strategy of a rollout', () => {
  const stepsOf = (steps: unknown[], more: object = {}) =>
    parseRollout(aRollout({}, { strategy: { canary: { steps, ...more } } }))
      .strategy.steps;

  it('has weights in percent, whatever a router counts to', () => {
    const trafficRouting = { istio: {}, maxTrafficWeight: 1000 };
    const [step] = stepsOf([{ setWeight: 250 }], { trafficRouting });
    expect(step).toEqual({ kind: 'weight', weight: 25 });
  });

  it.each([
    [{ duration: '90s' }, 90_000],
    [{ duration: 30 }, 30_000],
    [{ duration: '30' }, 30_000],
    [{ duration: '1h30m' }, 5_400_000],
    [{ duration: '0.5s' }, 500],
    [{ duration: 'a while' }, undefined],
    [{}, undefined],
    [null, undefined],
  ])('pauses for %j', (pause, pauseMs) => {
    expect(stepsOf([{ pause }])).toEqual([{ kind: 'pause', pauseMs }]);
    expect(durationAt({ pause }, 'pause')).toBeUndefined();
  });

  it('has no more steps than can be shown', () => {
    const steps = Array.from({ length: 1_000 }, () => ({ setWeight: 1 }));
    expect(stepsOf(steps)).toHaveLength(100);
  });
});

describe('what is kept of an object', () => {
  it('is small, however large the object is', () => {
    const items = readItems('10-degraded-analysis-failed');
    const large = items.filter(({ kind }) => kind === 'Pod');
    const small = large.map(parsePod);
    expect(JSON.stringify(small).length).toBeLessThan(
      JSON.stringify(large).length / 5,
    );
    expect(JSON.stringify(small)).not.toContain('serviceAccountToken');
  });
});

describe('a pod', () => {
  it.each([
    [{}, true, undefined],
    [{ conditions: [{ type: 'Ready', status: 'False' }] }, false, undefined],
    [
      {
        conditions: [],
        containerStatuses: [
          {
            restartCount: 7,
            state: { waiting: { reason: 'CrashLoopBackOff' } },
          },
        ],
      },
      false,
      'CrashLoopBackOff',
    ],
    [
      {
        conditions: [],
        containerStatuses: [
          { state: { waiting: { reason: 'ContainerCreating' } } },
        ],
      },
      false,
      undefined,
    ],
    [
      {
        conditions: [
          { type: 'PodScheduled', status: 'False', reason: 'Unschedulable' },
        ],
      },
      false,
      'Unschedulable',
    ],
    [
      {
        conditions: [],
        containerStatuses: [
          { state: { terminated: { exitCode: 137, reason: 'OOMKilled' } } },
        ],
      },
      false,
      'OOMKilled',
    ],
  ])('with %j', (status, isReady, reason) => {
    expect(parsePod(aPod('a', CANARY, status))).toMatchObject({
      isReady,
      reason,
    });
  });

  it('that is leaving is not ready any more', () => {
    const pod = aPod('a', CANARY);
    const metadata = { ...pod.metadata, deletionTimestamp: 'now' };
    expect(parsePod({ ...pod, metadata })).toMatchObject({
      phase: 'Terminating',
      isReady: false,
    });
  });
});

describe('a replica set', () => {
  it('without a status has no pods yet', () => {
    const bare = { ...aReplicaSet(CANARY, 3), status: undefined };
    expect(parseReplicaSet(bare)).toMatchObject({
      revision: 8,
      desired: 3,
      ready: 0,
      available: 0,
    });
  });
});
