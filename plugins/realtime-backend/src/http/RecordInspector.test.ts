import { once } from 'node:events';
import type { ClusterName } from '@backstage-realtime/plugin-realtime-common';
import { StandInKafka } from '@backstage-realtime/sandbox';
import type { RecordSource } from '@backstage-realtime/plugin-realtime-node';
import type { Grant } from '../access/StreamAccess';
import { FakeRecordSource } from '../hub/testUtils/FakeRecordSource';
import { kafkaRef } from '../sources/kafka/testUtils/KafkaFixture';
import { useKafka } from '../sources/kafka/testUtils/useKafka';
import { RecordInspector } from './RecordInspector';

const GRANT: Grant = {
  ref: { kind: 'kafka', system: 'local' as ClusterName, topic: 'pings' },
  key: 'kafka:local/pings' as Grant['key'],
  entityRef: 'component:default/ping-pong',
  userRef: 'user:default/guest',
  wants: 'records',
};

function inspectorOver(kafka: RecordSource, lookupMs?: number) {
  const report = { encoding: 'text' as const, report: [] };
  return RecordInspector.create({
    hub: { find: () => undefined },
    sources: { kafka, mqtt: kafka, websocket: kafka },
    decoding: {
      projector: () => ({
        id: '',
        prepare: () => undefined,
        project: () => undefined,
      }),
      inspect: async () => report,
    },
    lookupMs,
  });
}

describe('RecordInspector', () => {
  it('reads a record that the hub no longer holds from the source', async () => {
    const source = new FakeRecordSource();
    source.push(0, ['a', 'b', 'c']);
    const found = await inspectorOver(source).inspect(
      GRANT,
      0,
      1n,
      new AbortController().signal,
    );
    expect(found).toMatchObject({ partition: 0, offset: '1' });
  });

  it('says that a source did not answer in time, not that the record is gone', async () => {
    const silent = new FakeRecordSource();
    silent.open = async function* open(_, { signal }) {
      await once(signal, 'abort');
    };
    await expect(
      inspectorOver(silent, 10).inspect(
        GRANT,
        0,
        1n,
        new AbortController().signal,
      ),
    ).rejects.toMatchObject({
      code: 'realtime.kafka.unreachable',
      isRetriable: true,
      message: expect.stringContaining('local'),
    });
  });

  describe('on a Kafka topic', () => {
    const world = useKafka(() => StandInKafka.start());

    const inspect = (topic: string, partition: number) =>
      inspectorOver(world.kafka.source).inspect(
        { ...GRANT, ref: kafkaRef(topic) },
        partition,
        0n,
        new AbortController().signal,
      );

    it('says that a partition has no leader, not that the record is gone', async () => {
      const topic = await world.kafka.createTopic(2);
      await world.kafka.sendNumbers(topic, 0, 4, 2);
      const mend = world.broker.faults.leaderless(topic, 1);

      await expect(inspect(topic, 0)).resolves.toMatchObject({ offset: '0' });
      await expect(inspect(topic, 1)).rejects.toMatchObject({
        code: 'realtime.kafka.no-leader',
        isRetriable: true,
        message: expect.stringContaining('Partition 1'),
      });
      mend();
      await expect(inspect(topic, 1)).resolves.toMatchObject({ partition: 1 });
    });

    it('finds no record in a partition the topic does not have', async () => {
      const topic = await world.kafka.createTopic(1);

      await expect(inspect(topic, 7)).rejects.toMatchObject({
        code: 'realtime.record.not-found',
      });
    });
  });
});
