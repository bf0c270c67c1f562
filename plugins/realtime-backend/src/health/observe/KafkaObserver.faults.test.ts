import { encodeBatch, StandInKafka } from '@backstage-realtime/sandbox';
import { systemClock, type Clock } from '../../clock';
import type { Observation } from '../observation';
import { ObserverMemory } from './kafka/ObserverMemory';
import { KafkaObserver } from './KafkaObserver';
import { commitsOf, ObserveFixture } from './testUtils/ObserveFixture';

const TOPIC = 'orders';
const GROUP = 'billing';

const batchOf = (count: number) =>
  encodeBatch(
    Array.from({ length: count }, (_, i) => ({
      value: 'v',
      timestampMs: 1_000 + i,
    })),
  );

/** What each partition says of its end: the offset, or why there is none. */
function endsOf({ topics }: Observation, topic = TOPIC) {
  return topics
    .find(each => each.topic === topic)
    ?.partitions.map(({ end }) =>
      end.known ? Number(end.value) : end.missing.code,
    );
}

describe('observing a faulty cluster', () => {
  let broker: StandInKafka;
  let kafka: ObserveFixture;

  beforeEach(async () => {
    broker = await StandInKafka.start({ brokers: 3 });
    broker.createTopic({ name: TOPIC, partitions: 6 });
    for (let id = 0; id < 6; id++) broker.append(TOPIC, id, batchOf(id + 1));
    kafka = new ObserveFixture(broker);
  });

  afterEach(async () => {
    kafka.close();
    await broker.close();
  });

  const commitAll = () =>
    kafka.commit(GROUP, TOPIC, { 0: 0, 1: 1, 2: 1, 3: 1, 4: 1, 5: 1 });

  it('leaves the five other partitions their ends while one of six has no leader', async () => {
    await commitAll();
    broker.faults.leaderless(TOPIC, 2);

    const seen = await kafka.observe([TOPIC], [GROUP]);

    expect(endsOf(seen)).toEqual([1, 2, 'no-leader', 4, 5, 6]);
    expect(seen.topics[0].partitions[2]).toMatchObject({
      leader: { missing: { code: 'no-leader' } },
      sizeBytes: { missing: { code: 'no-leader' } },
    });
    expect(commitsOf(seen.groups[0])).toEqual([0, 1, 1, 1, 1, 1]);
  });

  it('waits for a silent broker once, and names it and its partitions only', async () => {
    const memory = new ObserverMemory();
    await kafka.observe([TOPIC], [], { memory });
    broker.faults.silence(2);
    const plan = { brokerTimeoutMs: 150 };

    const seen = await kafka.observe([TOPIC], [], { memory, plan });

    expect(endsOf(seen)).toEqual([1, 'timeout', 3, 4, 'timeout', 6]);
    expect(seen.brokers.map(each => each.isAnswering)).toEqual([
      true,
      false,
      true,
    ]);
    expect(seen.brokers[1].missing).toEqual({
      code: 'timeout',
      detail: 'broker 2 does not answer in 150 ms',
    });
    expect(seen.tookMs).toBeLessThan(1_000);
  });

  it.each([1, 2, 3])(
    'hears of the cluster from another broker while broker %i is silent',
    async nodeId => {
      broker.faults.silence(nodeId);

      const seen = await kafka.observe([TOPIC]);

      expect(seen.missing).toBeUndefined();
      expect(endsOf(seen)?.filter(end => end === 'timeout')).toHaveLength(2);
      expect(endsOf(seen)?.filter(Number.isInteger)).toHaveLength(4);
    },
    15_000,
  );

  it('says that a broker is gone which metadata no longer lists', async () => {
    broker.createTopic({ name: 'copied', replicationFactor: 3 });
    await broker.killNode(2);

    const { topics } = await kafka.observe(['copied', TOPIC]);

    expect(topics[0].partitions[0]).toMatchObject({
      replicas: [1, 2, 3],
      isr: [1, 3],
      offlineReplicas: [2],
    });
    expect(topics[1].partitions[1].leader).toMatchObject({
      missing: { code: 'no-leader' },
    });
  });

  it('follows a leader that moved, in the same observation', async () => {
    broker.createTopic({ name: 'moving', replicationFactor: 3 });
    broker.append('moving', 0, batchOf(7));
    const memory = new ObserverMemory();
    await kafka.observe(['moving'], [], { memory });
    broker.faults.moveLeader('moving', 0, 3);

    const seen = await kafka.observe(['moving'], [], { memory });

    expect(endsOf(seen, 'moving')).toEqual([7]);
    expect(seen.topics[0].partitions[0].leader).toEqual({
      known: true,
      value: 3,
    });
  });

  it('names the missing right on a denied topic and reads the other one', async () => {
    broker.createTopic({ name: 'open' });
    broker.faults.deny(TOPIC);

    const { topics } = await kafka.observe([TOPIC, 'open']);

    expect(topics[0].missing).toEqual({
      code: 'no-permission',
      acl: { operation: 'Describe', resource: 'topic', name: TOPIC },
    });
    expect(topics[1].partitions[0].end.known).toBe(true);
  });

  it('names the missing right on a denied group and reads the other one', async () => {
    await commitAll();
    await kafka.commit('other', TOPIC, { 0: 1 });
    broker.faults.denyGroup(GROUP);

    const { groups } = await kafka.observe([TOPIC], [GROUP, 'other']);

    const missing = {
      code: 'no-permission',
      acl: { operation: 'Describe', resource: 'group', name: GROUP },
    };
    expect(groups[0]).toMatchObject({
      state: { missing },
      members: { missing },
    });
    expect(groups[0].offsets.every(each => !each.committed.known)).toBe(true);
    expect(commitsOf(groups[1])).toContain(1);
  });

  it('never takes a commit the broker hides for one that was not made', async () => {
    await commitAll();
    const memory = new ObserverMemory();
    await kafka.observe([TOPIC], [GROUP], { memory });
    broker.faults.deny(TOPIC);

    const { groups } = await kafka.observe([TOPIC], [GROUP], { memory });

    expect(commitsOf(groups[0])).not.toContain('no-commit');
  });

  it('reads everything but the disks without the right to describe the cluster', async () => {
    broker.faults.denyCluster();

    const seen = await kafka.observe([TOPIC]);

    expect(endsOf(seen)).toEqual([1, 2, 3, 4, 5, 6]);
    expect(seen.topics[0].partitions[0].sizeBytes).toMatchObject({
      missing: {
        code: 'no-permission',
        acl: { operation: 'Describe', resource: 'cluster' },
      },
    });
    expect(seen.brokers.every(each => each.isAnswering)).toBe(true);
  });

  it('describes groups of the newer protocol and names share groups', async () => {
    const members = [
      {
        id: 'm1',
        clientId: 'app',
        assignments: [{ topic: TOPIC, partitions: [0, 1] }],
      },
    ];
    broker.addModernGroup({
      ...{ id: 'modern', type: 'consumer', state: 'Reconciling', epoch: 7 },
      members,
    });
    broker.addModernGroup({
      ...{ id: 'shared', type: 'share', state: 'Stable', epoch: 1 },
      members: [],
    });

    const { groups } = await kafka.observe([TOPIC], ['modern', 'shared']);

    expect(groups[0]).toMatchObject({
      type: 'consumer',
      state: { value: 'Reconciling' },
      epoch: 7,
      members: { value: members },
    });
    expect(groups[1]).toMatchObject({
      type: 'share',
      offsets: [],
      state: { value: 'Stable' },
      members: { missing: { code: 'unsupported' } },
    });
  });

  it('sees another topic id and an empty log when a topic is made anew', async () => {
    const memory = new ObserverMemory();
    const before = await kafka.observe([TOPIC], [], { memory });
    broker.recreateTopic(TOPIC);

    const after = await kafka.observe([TOPIC], [], { memory });

    expect(before.topics[0].topicId).toMatch(/^[0-9a-f]{32}$/);
    expect(after.topics[0].topicId).not.toBe(before.topics[0].topicId);
    expect(endsOf(after)).toEqual([0, 0, 0, 0, 0, 0]);
  });

  it('finds a coordinator anew when the group moved to another broker', async () => {
    await commitAll();
    const memory = new ObserverMemory();
    await kafka.observe([TOPIC], [GROUP], { memory });
    const [[, coordinator]] = memory.coordinators;
    memory.coordinators.set(GROUP, (coordinator % 3) + 1);

    const { groups } = await kafka.observe([TOPIC], [GROUP], { memory });

    expect(commitsOf(groups[0])).toEqual([0, 1, 1, 1, 1, 1]);
    expect(memory.coordinators.get(GROUP)).toBe(coordinator);
  });

  it('reads one batch for the exact age of lag where records may be read', async () => {
    await kafka.commit(GROUP, TOPIC, { 5: 2 });
    const plan = { isReadAllowed: true };

    const { groups, atMs } = await kafka.observe([TOPIC], [GROUP], { plan });

    const row = groups[0].offsets.find(each => each.partition === 5);
    expect(row?.lagTime).toEqual({
      known: true,
      value: { ms: atMs - 1_002, method: 'record' },
    });
  });

  it('asks a new connection who the brokers are before it asks them', async () => {
    const memory = new ObserverMemory();
    await kafka.observe([TOPIC], [], { memory });
    kafka.close();
    kafka = new ObserveFixture(broker);

    const seen = await kafka.observe([TOPIC], [], { memory });

    expect(endsOf(seen)).toEqual([1, 2, 3, 4, 5, 6]);
  });

  it('asks one broker nine times at most, for one topic and for hundreds', async () => {
    const one = await StandInKafka.start();
    const single = new ObserveFixture(one);
    const topics = Array.from({ length: 300 }, (_, i) => `topic-${i}`);
    topics.forEach(name => one.createTopic({ name, partitions: 4 }));
    await single.commit(GROUP, topics[0], { 0: 0 });
    const groups = [GROUP, 'nobody', 'nobody else'];
    const count = async (names: string[]) => {
      const memory = new ObserverMemory();
      const cold = await single.observe(names, [GROUP], { memory });
      const warm = await single.observe(names, groups.slice(0, 1), { memory });
      return [cold.requests, warm.requests];
    };

    const few = await count(topics.slice(0, 1));
    const many = await count(topics);
    single.close();
    await one.close();

    expect(many).toEqual(few);
    expect(Math.max(...many)).toBeLessThanOrEqual(9);
  });

  describe('through an observer', () => {
    let nowMs: number;
    const clock: Clock = { ...systemClock, now: () => nowMs };

    beforeEach(() => {
      nowMs = 1_000_000;
    });

    const observer = () =>
      KafkaObserver.create({
        acquire: () => ({ connection: kafka.connection, release: () => {} }),
        clock,
        random: () => 0.5,
      });

    it('lets callers at the same time share one observation', async () => {
      const shared = observer();
      const scope = { topics: [TOPIC], groups: [] };

      const [a, b] = await Promise.all([
        shared.observe(scope),
        shared.observe({ ...scope }),
      ]);

      expect(b).toBe(a);
      nowMs += 1;
      expect(await shared.observe(scope)).not.toBe(a);
    });

    it('waits longer each time before it asks a cluster again that does not answer', async () => {
      await broker.kill();
      const patient = observer();
      const scope = { topics: [TOPIC], groups: [GROUP] };

      const first = await patient.observe(scope);
      nowMs += 700;
      const repeated = await patient.observe(scope);
      nowMs += 100;
      const second = await patient.observe(scope);
      nowMs += 800;
      const again = await patient.observe(scope);

      expect(first.missing?.code).toBe('unreachable');
      expect(first.topics[0].missing?.code).toBe('unreachable');
      expect(repeated).toBe(first);
      expect(second).not.toBe(first);
      expect(again).toBe(second);
    });

    it('answers again as soon as the cluster is back and the wait is over', async () => {
      await broker.kill();
      const patient = observer();
      const scope = { topics: [TOPIC], groups: [] };
      await patient.observe(scope);
      await broker.restart();
      nowMs += 1_000;

      const seen = await patient.observe(scope);

      expect(seen.missing).toBeUndefined();
      expect(endsOf(seen)).toEqual([1, 2, 3, 4, 5, 6]);
    });
  });
});
