import { known, missing } from '@backstage-realtime/plugin-realtime-common';
import { nothingObserved } from '../../observe/nothingObserved';
import {
  aGroup,
  anObservation,
  anOffset,
  aScope,
  aTopic,
  GROUP,
  SYSTEM,
  TOPIC,
} from '../testUtils/builders';
import { judge } from '../testUtils/judging';

const OTHER = 'ping_topic';
const TWO_TOPICS = [TOPIC, OTHER].map(topic => ({ system: SYSTEM, topic }));
const topics = [aTopic(), aTopic({ topic: OTHER })];

/** By topic: who reads it, or why that is not known. */
const readersIn = (
  observation: Parameters<typeof judge>[0],
  groups = [{ system: SYSTEM, group: GROUP }],
) =>
  judge(observation, aScope({ topics: TWO_TOPICS, groups })).topics.map(
    ({ groups: readers, groupsMissing }) => groupsMissing?.code ?? readers,
  );

describe('who reads a topic', () => {
  it('is told by commits and assignments', () => {
    expect(readersIn(anObservation({ topics }))).toEqual([[GROUP], []]);
  });

  it('is not known while the cluster does not answer', () => {
    const scope = { topics: [TOPIC, OTHER], groups: [GROUP] };
    const away = nothingObserved(scope, { code: 'unreachable' });
    expect(readersIn(anObservation({ ...away }))).toEqual([
      'unreachable',
      'unreachable',
    ]);
  });

  it('is nobody while the cluster does not answer, if no group is declared', () => {
    const scope = { topics: [TOPIC, OTHER], groups: [] };
    const away = nothingObserved(scope, { code: 'unreachable' });
    expect(readersIn(anObservation({ ...away }), [])).toEqual([[], []]);
  });

  it('is not known where the offsets of a group are withheld', () => {
    const denied = missing('no-permission');
    const group = aGroup({
      state: denied,
      members: denied,
      offsets: [TOPIC, OTHER].map(topic =>
        anOffset(0, 0n, { topic, committed: denied }),
      ),
    });
    expect(readersIn(anObservation({ topics, groups: [group] }))).toEqual([
      'no-permission',
      'no-permission',
    ]);
  });

  it('is nobody where the group exists nowhere, or has no commits anywhere', () => {
    const gone = missing('not-found');
    const unknownGroup = aGroup({ state: gone, members: gone, offsets: [] });
    expect(
      readersIn(anObservation({ topics, groups: [unknownGroup] })),
    ).toEqual([[], []]);
    const fresh = aGroup({
      members: { known: true, value: [] },
      offsets: [TOPIC, OTHER].map(topic =>
        anOffset(0, 0n, { topic, committed: missing('no-commit') }),
      ),
    });
    expect(readersIn(anObservation({ topics, groups: [fresh] }))).toEqual([
      [],
      [],
    ]);
  });

  it('is told of one group though another one is withheld, and that there may be more', () => {
    const denied = missing('no-permission');
    const hidden = aGroup({
      group: 'hidden',
      state: denied,
      members: denied,
      offsets: [],
    });
    const health = judge(
      anObservation({ topics, groups: [aGroup(), hidden] }),
      aScope({
        topics: TWO_TOPICS,
        groups: [GROUP, 'hidden'].map(group => ({ system: SYSTEM, group })),
      }),
    );
    expect(health.topics).toMatchObject([
      { groups: [GROUP], groupsMissing: { code: 'no-permission' } },
      { groups: [], groupsMissing: { code: 'no-permission' } },
    ]);
  });
});

describe('a partition in the row of a group', () => {
  const verdictsWith = (limits: string) => {
    const annotations = { 'backstage-realtime.io/health-limits': limits };
    const { groups } = judge(
      anObservation({
        groups: [
          aGroup({
            offsets: [
              // A sixth of a day, which is how long the topic keeps records.
              anOffset(0, 990n, {
                lagTime: known({ ms: 14_400_000, method: 'record' }),
              }),
            ],
          }),
        ],
      }),
      aScope({ annotations }),
    );
    return groups[0].byPartition[0];
  };

  it('is judged by the limits of retention that are set', () => {
    const late = 'lag.slo.warn=1d, lag.slo.critical=1d, lag.grace=1d';
    expect(verdictsWith(late).verdict).toBe('ok');
    expect(verdictsWith(`${late}, retention.cliff.critical=10%`)).toMatchObject(
      { verdict: 'critical', lagState: 'retention' },
    );
  });
});
