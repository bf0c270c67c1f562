import { ManualClock } from '../../gateway/testUtils/ManualClock';
import {
  clustersOf,
  startRollouts,
  type RolloutCluster,
} from '../../testUtils/startRollouts';
import { aRollout } from '../../canary/testUtils/builders';
import { LabelFinder } from './LabelFinder';

const LABELS = { 'backstage.io/kubernetes-id': 'ping-pong' };
const labels = 'backstage.io/kubernetes-id=ping-pong';

describe('rollouts by their labels', () => {
  jest.setTimeout(30_000);
  let cluster: RolloutCluster;
  let clock: ManualClock;

  beforeEach(async () => {
    cluster = await startRollouts();
    clock = new ManualClock();
    await cluster.put(aRollout({}, {}, { labels: LABELS }));
    await cluster.put(aRollout({}, {}, { name: 'other' }));
  });

  afterEach(() => cluster.close());

  const finderOf = (clusters: Record<string, object>) =>
    LabelFinder.create({
      clusters: clustersOf(clusters),
      clock,
      findMs: 30_000,
    });

  const found = (name: string) => ({
    cluster: 'local',
    namespace: 'demo',
    name,
  });

  it('are found in one namespace or in all of them', async () => {
    const finder = finderOf({ local: cluster.settings });
    const wanted = {
      rollouts: [found('pingpong-counter')],
      problems: [],
    };
    expect(await finder.find({ labels, namespace: 'demo' })).toEqual(wanted);
    expect(await finder.find({ labels })).toEqual(wanted);
    expect(await finder.find({ labels, namespace: 'default' })).toEqual({
      rollouts: [],
      problems: [],
    });
  });

  it('are asked for again after a while, and by many at the same time once', async () => {
    const finder = finderOf({ local: cluster.settings });
    const [one, two] = await Promise.all([
      finder.find({ labels }),
      finder.find({ labels }),
    ]);
    expect(two).toBe(one);
    await cluster.put(aRollout({}, {}, { name: 'newer', labels: LABELS }));
    expect((await finder.find({ labels })).rollouts).toHaveLength(1);
    clock.advance(30_001);
    expect((await finder.find({ labels })).rollouts).toEqual([
      found('newer'),
      found('pingpong-counter'),
    ]);
  });

  it('of clusters that cannot be asked are a problem, and those of others are found', async () => {
    const bare = await startRollouts([]);
    const finder = finderOf({
      local: cluster.settings,
      away: { ...cluster.settings, url: 'https://127.0.0.1:9' },
      powerless: cluster.api.settingsOf('powerless'),
      bare: bare.settings,
    });
    const { rollouts, problems } = await finder.find({ labels });
    await bare.close();
    expect(rollouts).toEqual([found('pingpong-counter')]);
    expect(problems).toEqual([
      expect.stringContaining('away'),
      expect.stringContaining('powerless'),
    ]);
    expect(problems.join()).not.toContain('127.0.0.1');
  });

  it('are looked for on one cluster where the entity names it', async () => {
    const finder = finderOf({ local: cluster.settings });
    const { problems } = await finder.find({ labels, cluster: 'moon' });
    expect(problems).toEqual([expect.stringContaining('"moon"')]);
  });
});
