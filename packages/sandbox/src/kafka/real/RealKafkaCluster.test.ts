import { spawnSync } from 'node:child_process';
import { Kafka, logLevel, type Admin } from 'kafkajs';
import { createReadyTopics } from '../createReadyTopics';
import { RealKafkaCluster } from './RealKafkaCluster';

const isRequired = process.env.REALTIME_REQUIRE_REAL === '1';
const isHere = ['java -version', 'mvn -v'].every(
  command => spawnSync('/bin/sh', ['-c', command]).status === 0,
);
const withRealParts = isHere || isRequired ? describe : describe.skip;
const TIMEOUT_MS = 120_000;
const TOPIC = 'copied';

withRealParts('RealKafkaCluster', () => {
  let cluster: RealKafkaCluster;

  beforeAll(async () => {
    cluster = await RealKafkaCluster.start();
  }, TIMEOUT_MS);

  afterAll(() => cluster?.close(), TIMEOUT_MS);

  const client = (bootstrap: string) =>
    new Kafka({ brokers: bootstrap.split(','), logLevel: logLevel.NOTHING });

  const withAdmin = async <T>(
    bootstrap: string,
    work: (admin: Admin) => Promise<T>,
  ) => {
    const admin = client(bootstrap).admin();
    await admin.connect();
    try {
      return await work(admin);
    } finally {
      await admin.disconnect();
    }
  };

  const inSync = async (bootstrap: string) =>
    withAdmin(bootstrap, async admin => {
      const { topics } = await admin.fetchTopicMetadata({ topics: [TOPIC] });
      return [...topics[0].partitions[0].isr].sort();
    });

  const until = async (bootstrap: string, wanted: number[]) => {
    let seen: number[] = [];
    while (`${seen}` !== `${wanted}`) seen = await inSync(bootstrap);
    return seen;
  };

  it(
    'keeps taking acks=all writes while one of its brokers is away, stopped or killed, and takes it back',
    async () => {
      expect(cluster.brokerIds).toEqual([1, 2, 3]);
      const first = cluster.bootstrapOf(1);
      await withAdmin(first, admin =>
        createReadyTopics(admin, [
          { topic: TOPIC, numPartitions: 1, replicationFactor: -1 },
        ]),
      );
      await until(first, [1, 2, 3]);
      for (const leave of ['stopBroker', 'killBroker'] as const) {
        const place = cluster.bootstrapOf(3);
        await cluster[leave](3);
        expect(await until(first, [1, 2])).toEqual([1, 2]);
        const producer = client(first).producer();
        await producer.connect();
        await producer.send({
          topic: TOPIC,
          acks: -1,
          messages: [{ value: leave }],
        });
        await producer.disconnect();
        await cluster.startBroker(3);
        expect(cluster.bootstrapOf(3)).toBe(place);
        expect(await until(place, [1, 2, 3])).toEqual([1, 2, 3]);
      }
    },
    TIMEOUT_MS,
  );

  it('knows no broker 4, and gives its controller to nobody', () => {
    expect(() => cluster.bootstrapOf(4)).toThrow('only 1,2,3');
    expect(() => cluster.bootstrapOf(100)).toThrow('only 1,2,3');
  });
});
