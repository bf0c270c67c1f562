import type { CanaryState } from '@backstage-realtime/plugin-realtime-common';
import { aRollout, CANARY, STABLE } from './testUtils/builders';
import {
  grantOf,
  isAt,
  REF,
  rolloutOf,
  useCanaryWorld,
} from './testUtils/CanaryWorld';

describe('rollouts of entities', () => {
  const canary = useCanaryWorld();

  it('are told whole, and again within two seconds after a change in the cluster', async () => {
    await canary().putUpdate(0);
    const page = canary().open();
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
    await canary().cluster.put(
      aRollout({ phase: 'Progressing', currentStepIndex: 3 }),
    );
    const later = await page.until(isAt(3));
    expect(Date.now() - beforeMs).toBeLessThan(2_000);
    expect(later.rollouts[0].rollout).toMatchObject({
      value: { weights: { asked: { known: true, value: 50 } } },
    });
  });

  it('cost two hundred viewers the watches of one', async () => {
    await canary().putUpdate(0);
    const pages = Array.from({ length: 200 }, (_, i) =>
      canary().open(grantOf({ entityRef: `component:default/c-${i % 20}` })),
    );
    await Promise.all(pages.map(page => page.until(isAt(0))));
    await canary().cluster.put(
      aRollout({ phase: 'Paused', currentStepIndex: 1 }),
    );
    await Promise.all(pages.map(page => page.until(isAt(1))));
    expect(canary().service.watchCount).toBe(5);
    expect(canary().cluster.api.watchCount).toBeLessThanOrEqual(5);
  });

  it('are watched no longer than somebody looks', async () => {
    await canary().putUpdate(0);
    const page = canary().open();
    await page.until(isAt(0));
    page.close();
    await canary().watches(0);
    expect(canary().service.watchCount).toBe(0);
  });

  it('list what an analysis ahead will measure, as soon as its template is there', async () => {
    await canary().putUpdate(1, 'Paused');
    const page = canary().open();
    const plan = (state: CanaryState) => rolloutOf(state)?.planned?.[0];
    const without = await page.until(
      state => plan(state)?.metrics.known === false && isAt(1)(state),
    );
    expect(plan(without)?.names).toEqual(['cpu']);
    await canary().cluster.put({
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

  it('tell which pods to measure', async () => {
    await canary().putUpdate(0);
    const { signal } = new AbortController();
    expect(await canary().service.hashesOf(REF, signal)).toEqual({
      stable: STABLE,
      canary: CANARY,
      service: undefined,
    });
    await expect(
      canary().service.hashesOf({ ...REF, name: 'nowhere' }, signal),
    ).rejects.toMatchObject({ code: 'realtime.rollout.not-found' });
  });

  it('are refused beyond the number of watches that app-config allows', async () => {
    await canary().restart(
      { local: canary().cluster.settings },
      { watchesPerProcess: 3 },
    );
    await expect(canary().service.snapshot(grantOf())).rejects.toMatchObject({
      code: 'realtime.stream.over-budget',
    });
    expect(canary().service.watchCount).toBeLessThanOrEqual(3);
  });
});
