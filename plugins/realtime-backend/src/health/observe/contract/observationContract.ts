import type { KafkaBroker } from '@backstage-realtime/sandbox';
import { ObserverMemory } from '../kafka/ObserverMemory';
import { commitsOf, ObserveFixture } from '../testUtils/ObserveFixture';

/** What an observation holds of a healthy cluster, whatever broker answers. */
export function observationContract(
  name: string,
  start: () => Promise<KafkaBroker>,
  { isOld = false } = {},
): void {
  describe(`observing ${name}`, () => {
    let broker: KafkaBroker;
    let kafka: ObserveFixture;

    beforeAll(async () => {
      broker = await start();
      kafka = new ObserveFixture(broker);
    }, 120_000);

    afterAll(async () => {
      kafka?.close();
      await broker?.close();
    }, 60_000);

    it('tells where every partition begins and ends, who leads it and what it is set to', async () => {
      const topic = await kafka.createTopic(3, { 'retention.ms': '3600000' });
      await kafka.send(topic, 1, [1_000, 2_000, 3_000]);

      const { topics, controller, brokers } = await kafka.observe([topic]);

      const [{ partitions, configs, isInternal }] = topics;
      expect(isInternal).toBe(false);
      expect(partitions.map(each => each.end)).toEqual([
        { known: true, value: 0n },
        { known: true, value: 3n },
        { known: true, value: 0n },
      ]);
      expect(partitions[1]).toMatchObject({
        start: { known: true, value: 0n },
        leader: { known: true, value: partitions[1].replicas[0] },
        isr: partitions[1].replicas,
        offlineReplicas: [],
      });
      expect(configs.known && configs.value.get('retention.ms')).toEqual({
        value: '3600000',
        source: 'topic',
      });
      expect(configs.known && configs.value.get('cleanup.policy')).toEqual({
        value: 'delete',
        source: 'default',
      });
      expect(controller.known).toBe(true);
      expect(brokers.every(each => each.isAnswering)).toBe(true);
    }, 30_000);

    it('asks what a topic is set to once it is there, although it asks that seldom', async () => {
      const topic = kafka.name('late');
      const memory = new ObserverMemory();
      const observe = async () =>
        (await kafka.observe([topic], [], { memory })).topics[0];
      expect((await observe()).missing).toMatchObject({ code: 'not-found' });
      await kafka.withAdmin(admin =>
        admin.createTopics({ topics: [{ topic }], waitForLeaders: true }),
      );

      expect((await observe()).partitions).toHaveLength(1);
      expect((await observe()).configs).toMatchObject({ known: true });
    }, 30_000);

    it('says of every partition what a group committed there, or that it did not', async () => {
      const topic = await kafka.createTopic(3);
      const group = kafka.name('group');
      await kafka.send(topic, 0, [1_000, 2_000, 3_000]);
      await kafka.commit(group, topic, { 0: 2, 2: 0 });

      const { groups } = await kafka.observe([topic], [group]);

      expect(groups[0]).toMatchObject({
        type: 'classic',
        state: { known: true, value: 'Empty' },
        members: { known: true, value: [] },
      });
      expect(commitsOf(groups[0])).toEqual([2, 'no-commit', 0]);
    }, 30_000);

    it('finds the commits of one among more groups than are asked for by name', async () => {
      const topic = await kafka.createTopic(3);
      const group = kafka.name('group');
      await kafka.commit(group, topic, { 0: 0, 2: 7 });
      await kafka.commit(group, await kafka.createTopic(1), { 0: 5 });
      const others = Array.from({ length: 7_000 }, (_, i) => `nobody-${i}`);

      const { groups } = await kafka.observe(
        [topic],
        [group, ...(isOld ? [] : others)],
      );

      expect(commitsOf(groups[0])).toEqual([0, 'no-commit', 7]);
      expect(groups[0].offsets.every(each => each.topic === topic)).toBe(true);
      expect(groups.slice(1).flatMap(commitsOf)).not.toContain(7);
    }, 60_000);

    it('names topics and groups that do not exist and reads the others', async () => {
      const topic = await kafka.createTopic(1);

      const { topics, groups, missing } = await kafka.observe(
        ['nowhere', topic],
        ['nobody'],
      );

      expect(missing).toBeUndefined();
      expect(topics[0].missing).toEqual({ code: 'not-found' });
      expect(topics[1].partitions[0].end).toEqual({ known: true, value: 0n });
      expect(groups[0].state).toMatchObject({
        known: false,
        missing: { code: 'not-found' },
      });
    }, 30_000);

    it('tells the members of a group and the partitions each of them reads', async () => {
      const topic = await kafka.createTopic(2);
      const group = kafka.name('group');
      const leave = await kafka.join(group, topic);

      const { groups } = await kafka.observe([topic], [group]);
      await leave();

      const [{ state, members, type }] = groups;
      expect(type).toBe('classic');
      expect(state).toEqual({ known: true, value: 'Stable' });
      expect(members.known && members.value).toMatchObject([
        { clientId: 'kafkajs', assignments: [{ topic, partitions: [0, 1] }] },
      ]);
    }, 60_000);

    it('sees at once that the members of a group left when it stops to commit', async () => {
      const topic = await kafka.createTopic(1);
      const group = kafka.name('group');
      const leave = await kafka.join(group, topic);
      const memory = new ObserverMemory();
      const observe = async () => {
        const { groups } = await kafka.observe([topic], [group], { memory });
        const [{ members, state }] = groups;
        return [
          members.known && members.value.length,
          state.known && state.value,
        ];
      };
      expect(await observe()).toEqual([1, 'Stable']);
      await leave();
      await kafka.commit(group, topic, { 0: 0 });
      // Nothing is left to read, so nothing depends on who is there.
      expect(await observe()).toEqual([1, 'Stable']);

      await kafka.send(topic, 0, [1_000]);
      expect(await observe()).toEqual([0, 'Empty']);
      // What was learnt stays until all members are read again.
      await kafka.commit(group, topic, { 0: 1 });
      expect(await observe()).toEqual([0, 'Empty']);
    }, 60_000);

    it('finds the age of lag without reading a record, and asks no more while the group stands still', async () => {
      const topic = await kafka.createTopic(1);
      const group = kafka.name('group');
      const now = Date.now();
      const times = Array.from(
        { length: 60 },
        (_, i) => now - (60 - i) * 60_000,
      );
      await kafka.send(topic, 0, times);
      await kafka.commit(group, topic, { 0: 30 });
      const memory = new ObserverMemory();

      const first = await kafka.observe([topic], [group], { memory });
      await kafka.observe([topic], [group], { memory });
      const third = await kafka.observe([topic], [group], { memory });

      const { lagTime } = first.groups[0].offsets[0];
      if (!lagTime?.known) throw new Error('the lag has no age');
      expect(lagTime.value.method).toBe('offsets-at-time');
      expect(lagTime.value.ms).toBeGreaterThan(29 * 60_000);
      expect(lagTime.value.ms).toBeLessThan(31.5 * 60_000);
      expect(third.requests).toBeLessThan(first.requests);
      expect(third.groups[0].offsets[0].lagTime?.known).toBe(true);
    }, 30_000);

    it('tells the times of the oldest and newest record from the second observation on', async () => {
      const topic = await kafka.createTopic(2);
      const now = Date.now();
      await kafka.send(topic, 0, [now - 5_000, now - 1_000, now - 3_000]);
      const memory = new ObserverMemory();

      await kafka.observe([topic], [], { memory });
      const { topics } = await kafka.observe([topic], [], { memory });

      expect(topics[0].partitions[0]).toMatchObject({
        oldestMs: { known: true, value: now - 5_000 },
        newestMs: isOld
          ? { known: false, missing: { code: 'unsupported' } }
          : { known: true, value: now - 1_000 },
        stableEnd: { known: true, value: 3n },
      });
      expect(topics[0].partitions[1].oldestMs).toMatchObject({
        missing: { code: 'no-data' },
      });
    }, 30_000);

    it('tells the size of every partition on disk', async () => {
      const topic = await kafka.createTopic(1);
      await kafka.send(topic, 0, [1_000]);

      const { topics, logDirs } = await kafka.observe([topic]);

      const { sizeBytes } = topics[0].partitions[0];
      expect(sizeBytes.known && sizeBytes.value).toBeGreaterThan(60);
      const [replica] = logDirs.flatMap(({ replicas }) => replicas);
      expect(replica).toMatchObject({ topic, partition: 0 });
      expect(
        logDirs.every(each => isOld === (each.usableBytes === undefined)),
      ).toBe(true);
    }, 30_000);
  });
}
