import { toOffset } from '../offset';
import { summariseFlow } from './flow';
import { known, missing, type Reading } from './reading';
import type { GroupHealthRow, LagTime, TopicHealthRow } from './topicHealth';

const lag = (ms: number): Reading<LagTime> => known({ ms, method: 'record' });

function aGroup(
  lags: Array<Reading<LagTime>>,
  part: Partial<GroupHealthRow> = {},
): GroupHealthRow {
  return {
    system: 'prod',
    group: 'readers',
    type: 'classic',
    topic: 'pongs',
    verdict: 'ok',
    state: known('Stable'),
    members: known(1),
    memberNames: [],
    partitions: lags.length,
    lag: known(0),
    lagTime: lag(0),
    rate: known(94),
    trend: known(0),
    lags: [],
    caughtUpInMs: known(0),
    byPartition: lags.map((lagTime, partition) => ({
      partition,
      verdict: 'ok',
      lagState: 'keeping-up',
      committed: known(toOffset(0)),
      end: known(toOffset(0)),
      lag: known(0),
      lagTime,
    })),
    ...part,
  };
}

const hopOf = (group: GroupHealthRow) =>
  summariseFlow({ topics: [], groups: [group] }).readers[0];

describe('the flow of an entity', () => {
  it('has a stop a topic, with its partitions and what is written to it', () => {
    const topic: TopicHealthRow = {
      system: 'prod',
      topic: 'pongs',
      verdict: 'ok',
      partitions: [],
      rate: known(96),
      rates: [],
      heldMs: known(0),
      retentionMs: known(0),
      retentionUsed: known(0),
      sizeBytes: known(0),
      groups: [],
    };
    expect(summariseFlow({ topics: [topic], groups: [] }).topics).toEqual([
      {
        system: 'prod',
        topic: 'pongs',
        verdict: 'ok',
        partitions: 0,
        rate: known(96),
      },
    ]);
  });

  it('tells the lag in the middle, the longest one, and where that is', () => {
    const group = aGroup([lag(400), lag(300), lag(48_000)], {
      lagTime: lag(48_000),
    });
    expect(hopOf(group)).toMatchObject({
      middleLag: lag(400),
      worstLag: lag(48_000),
      slowest: 2,
    });
  });

  it('never tells the middle of what is known in part', () => {
    const denied = missing('no-permission');
    expect(hopOf(aGroup([lag(1), denied])).middleLag).toEqual(denied);
    expect(hopOf(aGroup([], { lagTime: denied }))).toMatchObject({
      middleLag: denied,
      slowest: undefined,
    });
    expect(hopOf(aGroup([])).middleLag).toEqual(missing('no-data'));
  });

  it('passes over partitions that were never committed, unless all are', () => {
    const fresh = missing('no-commit');
    expect(hopOf(aGroup([lag(7), fresh])).middleLag).toEqual(lag(7));
    expect(hopOf(aGroup([fresh], { lagTime: fresh })).middleLag).toEqual(fresh);
  });

  it('has no hop for a group of which it is not known what it reads', () => {
    const nowhere = aGroup([], { topic: '' });
    expect(summariseFlow({ topics: [], groups: [nowhere] }).readers).toEqual(
      [],
    );
  });
});
