import { StandInKafka } from '@backstage-realtime/sandbox';
import { ObserverMemory } from './kafka/ObserverMemory';
import { commitsOf, ObserveFixture } from './testUtils/ObserveFixture';

const TOPICS = Array.from({ length: 1_000 }, (_, i) => `topic-${i}`);
const GROUPS = Array.from({ length: 50 }, (_, i) => `group-${i}`);
const PARTITIONS = 10;

const topicsOf = (group: number) => [TOPICS[group], TOPICS[999 - group]];

/** Ten offsets that no other group commits on that topic. */
const offsetsOf = (group: number, topic: number) =>
  Array.from({ length: PARTITIONS }, (_, id) => group * 100 + topic * 10 + id);

describe('observing fifty groups on a thousand topics', () => {
  let broker: StandInKafka;
  let kafka: ObserveFixture;

  beforeAll(async () => {
    broker = await StandInKafka.start();
    TOPICS.forEach(name =>
      broker.createTopic({ name, partitions: PARTITIONS }),
    );
    broker.createTopic({ name: 'elsewhere', partitions: 1 });
    kafka = new ObserveFixture(broker);
    for (const [i, group] of GROUPS.entries()) {
      await kafka.commit(group, 'elsewhere', { 0: 7 });
      for (const [place, topic] of topicsOf(i).entries()) {
        await kafka.commit(group, topic, { ...offsetsOf(i, place) });
      }
    }
  }, 120_000);

  afterAll(async () => {
    kafka.close();
    await broker.close();
  });

  it('tells of each group what it committed, and of each partition where it ends, in nine requests', async () => {
    const memory = new ObserverMemory();
    const cold = await kafka.observe(TOPICS, GROUPS, { memory });
    const warm = await kafka.observe(TOPICS, GROUPS, { memory });

    for (const { groups, topics } of [cold, warm]) {
      expect(groups.map(commitsOf)).toEqual(
        GROUPS.map((_, i) => [...offsetsOf(i, 0), ...offsetsOf(i, 1)]),
      );
      expect(groups[3].offsets.map(({ topic }) => topic)).toEqual([
        ...Array(PARTITIONS).fill(topicsOf(3)[0]),
        ...Array(PARTITIONS).fill(topicsOf(3)[1]),
      ]);
      const ends = topics.flatMap(({ partitions }) => partitions);
      expect(ends).toHaveLength(10_000);
      expect(ends.every(({ end }) => end.known && end.value === 0n)).toBe(true);
    }
    expect(cold.requests).toBeLessThanOrEqual(9);
    expect(warm.requests).toBeLessThanOrEqual(9);
  }, 120_000);

  it('keeps few rows of groups that nothing is known of', async () => {
    broker.faults.denyGroup(GROUPS[0]);

    const { groups } = await kafka.observe(TOPICS, [
      ...GROUPS.slice(0, 10),
      'nobody',
    ]);
    broker.faults.clear();

    const [denied, ...others] = groups;
    const nobody = groups[10];
    expect(new Set(commitsOf(denied))).toEqual(new Set(['no-permission']));
    expect(denied.offsets).toHaveLength(1_000);
    expect(new Set(commitsOf(nobody))).toEqual(new Set(['no-commit']));
    expect(nobody.offsets).toHaveLength(1_000);
    expect(commitsOf(others[0])).toEqual([
      ...offsetsOf(1, 0),
      ...offsetsOf(1, 1),
    ]);
  }, 60_000);
});
