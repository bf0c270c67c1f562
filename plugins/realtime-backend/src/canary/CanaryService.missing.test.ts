import type { CanaryState } from '@backstage-realtime/plugin-realtime-common';
import { FREE_KINDS } from '@backstage-realtime/sandbox/kubernetes';
import { startRollouts } from '../testUtils/startRollouts';
import { aRollout } from './testUtils/builders';
import {
  grantOf,
  isAt,
  REF,
  rolloutOf,
  useCanaryWorld,
} from './testUtils/CanaryWorld';

describe('rollouts of which something is missing', () => {
  const canary = useCanaryWorld();

  it('that do not exist are a reason, and appear when they are made', async () => {
    const page = canary().open();
    const first = await page.until(() => true);
    expect(first.rollouts[0].rollout).toEqual({
      known: false,
      missing: {
        code: 'not-found',
        detail: 'demo on local has no rollout pingpong-counter',
      },
    });
    await canary().putUpdate(0);
    await page.until(isAt(0));
    await canary().cluster.remove(aRollout());
    const gone = (state: CanaryState) => !rolloutOf(state);
    expect((await page.until(gone)).rollouts[0].rollout.known).toBe(false);
  });

  it('keep what was known while the cluster is away, and say since when', async () => {
    await canary().putUpdate(3);
    const page = canary().open();
    await page.until(isAt(3));
    await canary().watches(5);
    await canary().cluster.close();
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
    await canary().putUpdate(0);
    const { settings } = canary().cluster;
    await canary().restart({
      local: settings,
      away: { ...settings, url: 'https://127.0.0.1:9' },
    });
    const page = canary().open(
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
    await canary().restart({
      local: canary().cluster.api.settingsOf('powerless'),
    });
    const { rollouts, clusters } = await canary().service.snapshot(grantOf());
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
    await canary().restart({ local: bare.settings });
    const { rollouts, clusters } = await canary().service.snapshot(grantOf());
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

  it('are whole where templates cannot be read, which is said where they are missed', async () => {
    const few = await startRollouts(
      FREE_KINDS.filter(
        kind => !JSON.stringify(kind).includes('"AnalysisTemplate"'),
      ),
    );
    await canary().restart({ local: few.settings });
    await few.put(aRollout({ phase: 'Paused', currentStepIndex: 1 }));
    const state = await canary().service.snapshot(grantOf());
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
});
