import type { KafkaApi, KafkaRequest } from './KafkaRequest';
import { FormReader } from './FormReader';
import { FormWriter, writeTopics, type TopicPartitions } from './FormWriter';

export const DESCRIBE_PRODUCERS: KafkaApi = {
  key: 61,
  name: 'DescribeProducers',
  versions: [0],
};

/** `openSince` is the first offset of its open transaction, -1 when none is open. */
export interface ActiveProducer {
  producerId: bigint;
  lastMs: number;
  openSince: bigint;
}

export interface ProducersAnswer {
  topic: string;
  partition: number;
  errorCode: number;
  producers: ActiveProducer[];
}

/**
 * Producers with a state on partitions, from the leader. Always flexible.
 *
 * ```
 * request  [string topic, [i32 partition]]
 * answer   i32 throttle,
 *          [string topic, [i32 partition, i16 error, string why,
 *           [i64 producer, i32 epoch, i32 sequence, i64 last time,
 *            i32 coordinator epoch, i64 transaction start]]]
 * ```
 */
export function describeProducersRequest(
  topics: readonly TopicPartitions[],
  version: number,
): KafkaRequest<ProducersAnswer[]> {
  const writer = new FormWriter(true);
  writeTopics(writer, topics);
  return {
    api: DESCRIBE_PRODUCERS,
    version,
    isFlexible: true,
    body: writer.end().finish(),
    decode: payload => readAnswer(new FormReader(payload, true)),
  };
}

async function readAnswer(reader: FormReader): Promise<ProducersAnswer[]> {
  const answers: ProducersAnswer[] = [];
  reader.int32();
  await reader.each(async () => {
    const topic = reader.text();
    await reader.each(() => {
      answers.push(readPartition(reader, topic));
    });
    reader.end();
  });
  return answers;
}

function readPartition(reader: FormReader, topic: string): ProducersAnswer {
  const partition = reader.int32();
  const errorCode = reader.int16();
  reader.text();
  const producers = reader.list(() => readProducer(reader));
  reader.end();
  return { topic, partition, errorCode, producers };
}

function readProducer(reader: FormReader): ActiveProducer {
  const producerId = reader.int64();
  reader.int32();
  reader.int32();
  const lastMs = Number(reader.int64());
  reader.int32();
  const openSince = reader.int64();
  reader.end();
  return { producerId, lastMs, openSince };
}
