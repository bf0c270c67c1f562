import {
  installKafkaTools,
  startRealKafkaCluster,
  type KafkaTool,
  type KafkaTools,
  type RealKafkaCluster,
} from '@backstage-realtime/sandbox';
import { describeRealKafka } from '../../sources/kafka/testUtils/describeRealKafka';
import { KafkaObserver } from '../observe/KafkaObserver';
import { ObserveFixture } from '../observe/testUtils/ObserveFixture';
import type { GroupOffset, Observation } from '../observation';
import { askSecondOpinion, type Places } from './testUtils/askSecondOpinion';
import { readPartitions, readSizes, readTables } from './tables';

const START_MS = 180_000;
/** What the programs print where there is nothing. */
const NOTHING = '-';

describeRealKafka(
  'what is observed, and what Kafka’s own command line and another client say',
  () => {
    let cluster: RealKafkaCluster;
    let tools: KafkaTools;
    let kafka: ObserveFixture;
    let topics: string[];
    let groups: string[];
    let seen: Observation;
    let stopReading: () => Promise<void>;

    const ask = (tool: KafkaTool, ...args: string[]) =>
      tools.run(tool, ['--bootstrap-server', cluster.bootstrap, ...args]);

    beforeAll(async () => {
      [cluster, tools] = await Promise.all([
        startRealKafkaCluster(),
        installKafkaTools(),
      ]);
      kafka = new ObserveFixture(cluster);
      topics = [await kafka.createTopic(3), await kafka.createTopic(2)];
      groups = ['idle', 'ahead', 'reading'].map(name => kafka.name(name));
      await prepare();
      const { connection } = kafka;
      const observer = KafkaObserver.create({
        acquire: () => ({ connection, release: () => {} }),
      });
      seen = await observer.observe({ topics, groups });
    }, START_MS);

    afterAll(async () => {
      await stopReading?.();
      kafka?.close();
      await cluster?.close();
    }, START_MS);

    /** Lag, no lag, no commit, a commit beyond the end, deleted records, and a member that reads. */
    async function prepare() {
      const [wide, narrow] = topics;
      const times = (count: number) => Array<number>(count).fill(Date.now());
      await kafka.send(wide, 0, times(30));
      await kafka.send(wide, 1, times(7));
      await kafka.send(narrow, 0, times(4));
      const [idle, ahead, reading] = groups;
      await kafka.commit(idle, wide, { 0: 12, 1: 7 });
      await kafka.commit(ahead, narrow, { 0: 9, 1: 0 });
      await kafka.withAdmin(async admin => {
        await admin.fetchTopicOffsets(wide);
        await admin.deleteTopicRecords({
          topic: wide,
          partitions: [{ partition: 0, offset: '5' }],
        });
      });
      const consumer = kafka.client.consumer({ groupId: reading });
      await consumer.connect();
      await consumer.subscribe({ topic: narrow, fromBeginning: true });
      const committed = new Promise(resolve => {
        consumer.on(consumer.events.COMMIT_OFFSETS, resolve);
      });
      await consumer.run({
        autoCommitThreshold: 4,
        eachMessage: async () => {},
      });
      stopReading = () => consumer.disconnect();
      await committed;
    }

    it('agree on every committed offset, end offset and lag', async () => {
      const text = await ask(
        'kafka-consumer-groups',
        ...['--describe', '--all-groups'],
      );
      const theirs = readTables(text, 'CURRENT-OFFSET')
        .filter(row => groups.includes(row.GROUP))
        .filter(row => row['CURRENT-OFFSET'] !== NOTHING)
        .map(row => [
          `${row.GROUP} ${row.TOPIC} ${row.PARTITION}`,
          row['CURRENT-OFFSET'],
          row['LOG-END-OFFSET'],
        ]);
      const ours = seen.groups.flatMap(({ group, offsets }) =>
        offsets
          .filter(({ committed }) => committed.known)
          .map(offset => [
            `${group} ${offset.topic} ${offset.partition}`,
            committedOf(offset),
            endOf(seen, offset),
          ]),
      );
      expect(ours.length).toBeGreaterThanOrEqual(5);
      expect(ours.sort()).toEqual(theirs.sort());
    });

    it('agree on the members of a group and what each of them reads', async () => {
      const [, , reading] = groups;
      const text = await ask(
        'kafka-consumer-groups',
        ...['--describe', '--group', reading, '--members'],
      );
      const theirs = readTables(text, 'CONSUMER-ID').map(row => [
        row['CONSUMER-ID'],
        row['CLIENT-ID'],
        row['#PARTITIONS'],
      ]);
      const { members } = seen.groups.find(({ group }) => group === reading)!;
      const ours = members.known
        ? members.value.map(({ id, clientId, assignments }) => [
            id,
            clientId,
            `${assignments.flatMap(({ partitions }) => partitions).length}`,
          ])
        : [];
      expect(ours).toHaveLength(1);
      expect(ours).toEqual(theirs);
    });

    it('agree on leaders, replicas and who of them is in sync', async () => {
      const text = await ask('kafka-topics', '--describe');
      const theirs = readPartitions(text)
        .filter(row => topics.includes(row.Topic))
        .map(row => [
          `${row.Topic} ${row.Partition}`,
          row.Leader,
          row.Replicas,
          row.Isr.split(',').sort().join(),
        ]);
      const ours = seen.topics.flatMap(({ topic, partitions }) =>
        partitions.map(({ partition, leader, replicas, isr }) => [
          `${topic} ${partition}`,
          leader.known ? `${leader.value}` : 'none',
          replicas.join(),
          [...isr].sort().join(),
        ]),
      );
      expect(ours).toHaveLength(5);
      expect(ours.sort()).toEqual(theirs.sort());
    });

    it('agree on the bytes of every replica on every broker', async () => {
      const text = await ask(
        'kafka-log-dirs',
        ...['--describe', '--topic-list', topics.join()],
      );
      const ours = seen.logDirs.flatMap(({ broker, replicas }) =>
        replicas.map(({ topic, partition, sizeBytes }) => [
          `${broker} ${topic}-${partition}`,
          sizeBytes,
        ]),
      );
      expect(ours).toHaveLength(15);
      expect(Object.fromEntries(ours)).toEqual(readSizes(text));
    });

    it('agree with another client on offsets, ends and sizes', async () => {
      const [wide, narrow] = topics;
      const theirs = await askSecondOpinion({
        bootstrap: cluster.bootstrap,
        topics: { [wide]: 3, [narrow]: 2 },
        groups,
      });
      expect(placesOf(seen)).toEqual(theirs);
      expect(Object.keys(theirs.committed).length).toBeGreaterThanOrEqual(5);
    });
  },
);

function placesOf({ topics, groups, logDirs }: Observation): Places {
  const committed = groups.flatMap(({ group, offsets }) =>
    offsets.flatMap(offset =>
      offset.committed.known
        ? [
            [
              `${group} ${offset.topic} ${offset.partition}`,
              `${offset.committed.value}`,
            ],
          ]
        : [],
    ),
  );
  const ends = topics.flatMap(({ topic, partitions }) =>
    partitions.map(({ partition, end }) => [
      `${topic} ${partition}`,
      end.known ? `${end.value}` : NOTHING,
    ]),
  );
  const sizes = logDirs.flatMap(({ broker, replicas }) =>
    replicas.map(({ topic, partition, sizeBytes }) => [
      `${broker} ${topic}-${partition}`,
      sizeBytes,
    ]),
  );
  return {
    committed: Object.fromEntries(committed),
    ends: Object.fromEntries(ends),
    sizes: Object.fromEntries(sizes),
  };
}

function committedOf({ committed }: GroupOffset): string {
  return committed.known ? `${committed.value}` : NOTHING;
}

function endOf({ topics }: Observation, offset: GroupOffset): string {
  const end = topics
    .find(({ topic }) => topic === offset.topic)
    ?.partitions.find(({ partition }) => partition === offset.partition)?.end;
  return end?.known ? `${end.value}` : NOTHING;
}
