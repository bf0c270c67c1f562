import type {
  CanaryState,
  RolloutState,
} from '@backstage-realtime/plugin-realtime-common';
import { FREE_KINDS } from '@backstage-realtime/sandbox/kubernetes';
import { systemClock } from '../clock';
import { rolloutsDefaults } from '../config/schema';
import type { RolloutGrant } from '../access/RolloutAccess';
import { anEntity } from '../testUtils/anEntity';
import {
  clustersOf,
  startRollouts,
  type RolloutCluster,
} from '../testUtils/startRollouts';
import { CanaryService } from './CanaryService';
import {
  aPod,
  aReplicaSet,
  aRollout,
  CANARY,
  STABLE,
} from './testUtils/builders';

const REF = { cluster: 'local', namespace: 'demo', name: 'pingpong-counter' };

const grantOf = (change: Partial<RolloutGrant> = {}): RolloutGrant => ({
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

const rolloutOf = ({ rollouts }: CanaryState): RolloutState | undefined =>
  rollouts[0].rollout.known ? rollouts[0].rollout.value : undefined;

const isAt = (stepIndex: number) => (state: CanaryState) =>
  rolloutOf(state)?.stepIndex === stepIndex;

describe('rollouts of entities', () => {
  jest.setTimeout(60_000);
  let cluster: RolloutCluster;
  let service: CanaryService;
  const opened: Array<() => void> = [];

  const startService = (clusters: object, change: object = {}) =>
    CanaryService.create({
      settings: { ...rolloutsDefaults, lingerMs: 1, pollMs: 50, ...change },
      clusters: clustersOf({ local: clusters }),
      clock: systemClock,
    });

  const open = (grant?: RolloutGrant) => {
    const page = look(service, grant);
    opened.push(page.close);
    return page;
  };

  beforeEach(async () => {
    cluster = await startRollouts();
    service = startService(cluster.settings);
  });

  afterEach(async () => {
    opened.splice(0).forEach(close => close());
    await service.stop();
    await cluster.close();
  });

  const putUpdate = async (stepIndex: number, phase = 'Progressing') => {
    await cluster.put(aRollout({ phase, currentStepIndex: stepIndex }));
    await cluster.put(aReplicaSet(STABLE, 3));
    await cluster.put(aReplicaSet(CANARY, 1));
    await cluster.put(aPod('pingpong-counter-canary-1', CANARY));
  };

  /** Until so many are open in the cluster: one begins a moment after its list was told. */
  const watches = async (wanted: number) => {
    while (cluster.api.watchCount !== wanted) await new Promise(setImmediate);
  };

  it('are told whole, and again within two seconds after a change in the cluster', async () => {
    await putUpdate(0);
    const page = open();
    const first = await page.until(isAt(0));
    expect(rolloutOf(first)).toMatchObject({
      phase: 'progressing',
      weights: { pods: { value: { canary: 1, total: 4 } } },
      revisions: [
        { role: 'stable', revision: 7, podHash: STABLE },
        {
          role: 'canary',
          revision: 8,
          pods: [{ name: 'pingpong-counter-canary-1', isReady: true }],
        },
      ],
    });
    expect(first.clusters).toMatchObject([
      { cluster: 'local', mode: 'watch', gaps: [] },
    ]);
    const beforeMs = Date.now();
    await cluster.put(aRollout({ phase: 'Progressing', currentStepIndex: 3 }));
    const later = await page.until(isAt(3));
    expect(Date.now() - beforeMs).toBeLessThan(2_000);
    expect(later.rollouts[0].rollout).toMatchObject({
      value: { weights: { asked: { known: true, value: 50 } } },
    });
  });

  it('cost two hundred viewers the watches of one', async () => {
    await putUpdate(0);
    const pages = Array.from({ length: 200 }, (_, i) =>
      open(grantOf({ entityRef: `component:default/c-${i % 20}` })),
    );
    await Promise.all(pages.map(page => page.until(isAt(0))));
    await cluster.put(aRollout({ phase: 'Paused', currentStepIndex: 1 }));
    await Promise.all(pages.map(page => page.until(isAt(1))));
    expect(service.watchCount).toBe(5);
    expect(cluster.api.watchCount).toBeLessThanOrEqual(5);
  });

  it('are watched no longer than somebody looks', async () => {
    await putUpdate(0);
    const page = open();
    await page.until(isAt(0));
    page.close();
    await watches(0);
    expect(service.watchCount).toBe(0);
  });

  it('that do not exist are a reason, and appear when they are made', async () => {
    const page = open();
    const first = await page.until(() => true);
    expect(first.rollouts[0].rollout).toEqual({
      known: false,
      missing: {
        code: 'not-found',
        detail: 'demo on local has no rollout pingpong-counter',
      },
    });
    await putUpdate(0);
    await page.until(isAt(0));
    await cluster.remove(aRollout());
    const gone = (state: CanaryState) => !rolloutOf(state);
    expect((await page.until(gone)).rollouts[0].rollout.known).toBe(false);
  });

  it('keep what was known while the cluster is away, and say since when', async () => {
    await putUpdate(3);
    const page = open();
    await page.until(isAt(3));
    await watches(5);
    await cluster.close();
    const away = await page.until(({ clusters }) =>
      clusters.some(({ mode }) => mode === 'unreachable'),
    );
    expect(rolloutOf(away)?.stepIndex).toBe(3);
    expect(away.clusters).toMatchObject([
      {
        cluster: 'local',
        mode: 'unreachable',
        sinceMs: expect.any(Number),
        readAtMs: expect.any(Number),
        missing: { code: 'unreachable', detail: 'local does not answer' },
      },
    ]);
    expect(JSON.stringify(away)).not.toContain('127.0.0.1');
  });

  it('of a cluster that never answered do not blank those of another', async () => {
    await putUpdate(0);
    await service.stop();
    service = CanaryService.create({
      settings: rolloutsDefaults,
      clusters: clustersOf({
        local: cluster.settings,
        away: { ...cluster.settings, url: 'https://127.0.0.1:9' },
      }),
      clock: systemClock,
    });
    const page = open(
      grantOf({ rollouts: [{ ...REF, cluster: 'away' }, REF] }),
    );
    const state = await page.until(({ rollouts }) =>
      rollouts.some(({ rollout }) => rollout.known),
    );
    expect(state.rollouts).toMatchObject([
      { ref: { cluster: 'away' }, rollout: { known: false } },
      { ref: { cluster: 'local' }, rollout: { known: true } },
    ]);
    await page.until(({ clusters }) => clusters[0].mode === 'unreachable');
  });

  it('name what the credential may not read', async () => {
    service = startService(cluster.api.settingsOf('powerless'));
    const { rollouts, clusters } = await service.snapshot(grantOf());
    expect(rollouts[0].rollout).toMatchObject({
      missing: { code: 'no-permission' },
    });
    expect(
      clusters[0].gaps.map(({ kind, missing }) => [kind, missing.code]),
    ).toEqual(
      ['Rollout', 'AnalysisRun', 'ReplicaSet', 'Pod'].map(kind => [
        kind,
        'no-permission',
      ]),
    );
  });

  it('name the definitions that a cluster lacks', async () => {
    const bare = await startRollouts([]);
    service = startService(bare.settings);
    const { rollouts, clusters } = await service.snapshot(grantOf());
    await bare.close();
    expect(rollouts[0].rollout).toMatchObject({
      missing: {
        code: 'unsupported',
        detail: 'local does not serve Rollout objects',
      },
    });
    expect(clusters[0].gaps.map(({ kind }) => kind)).toEqual([
      'Rollout',
      'AnalysisRun',
    ]);
  });

  it('list what an analysis ahead will measure, as soon as its template is there', async () => {
    await putUpdate(1, 'Paused');
    const page = open();
    const plan = (state: CanaryState) => rolloutOf(state)?.planned?.[0];
    const without = await page.until(
      state => plan(state)?.metrics.known === false && isAt(1)(state),
    );
    expect(plan(without)?.names).toEqual(['cpu']);
    await cluster.put({
      apiVersion: 'argoproj.io/v1alpha1',
      kind: 'AnalysisTemplate',
      metadata: { name: 'cpu', namespace: 'demo' },
      spec: {
        metrics: [{ name: 'cpu-usage-rate', count: 5, provider: {} }],
      },
    });
    const listed = await page.until(
      state => plan(state)?.metrics.known === true,
    );
    expect(plan(listed)?.metrics).toMatchObject({
      value: [{ name: 'cpu-usage-rate', of: 5, phase: 'pending' }],
    });
    expect(listed.clusters).toMatchObject([{ mode: 'watch', gaps: [] }]);
  });

  it('are whole where templates cannot be read, which is said where they are missed', async () => {
    const few = await startRollouts(
      FREE_KINDS.filter(
        kind => !JSON.stringify(kind).includes('"AnalysisTemplate"'),
      ),
    );
    service = startService(few.settings);
    await few.put(aRollout({ phase: 'Paused', currentStepIndex: 1 }));
    const state = await service.snapshot(grantOf());
    await few.close();
    expect(rolloutOf(state)?.planned).toMatchObject([
      {
        metrics: {
          missing: {
            code: 'unsupported',
            detail: 'local does not serve AnalysisTemplate objects',
          },
        },
      },
    ]);
    expect(state.clusters).toMatchObject([{ mode: 'watch', gaps: [] }]);
  });

  it('tell which pods to measure', async () => {
    await putUpdate(0);
    const { signal } = new AbortController();
    expect(await service.hashesOf(REF, signal)).toEqual({
      stable: STABLE,
      canary: CANARY,
      service: undefined,
    });
    await expect(
      service.hashesOf({ ...REF, name: 'nowhere' }, signal),
    ).rejects.toMatchObject({ code: 'realtime.rollout.not-found' });
  });

  it('are refused beyond the number of watches that app-config allows', async () => {
    service = startService(cluster.settings, { watchesPerProcess: 3 });
    await expect(service.snapshot(grantOf())).rejects.toMatchObject({
      code: 'realtime.stream.over-budget',
    });
    expect(service.watchCount).toBeLessThanOrEqual(3);
  });
});
