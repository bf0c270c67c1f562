import type { KafkaApi, KafkaRequest } from './KafkaRequest';
import { after, FormReader } from './FormReader';
import { FormWriter, writeTopics, type TopicPartitions } from './FormWriter';

/** 4 brought the size of the volume. */
export const DESCRIBE_LOG_DIRS: KafkaApi = {
  key: 35,
  name: 'DescribeLogDirs',
  versions: [4, 1],
};

export interface ReplicaSize {
  topic: string;
  partition: number;
  sizeBytes: number;
  /** A copy that will take the place of the present one, in another directory. */
  isFuture: boolean;
}

/** `totalBytes` and `usableBytes` are of the volume; missing where the broker does not tell. */
export interface LogDirAnswer {
  path: string;
  errorCode: number;
  totalBytes?: number;
  usableBytes?: number;
  replicas: ReplicaSize[];
}

/** Without the right to describe the cluster `errorCode` is set, or, before version 3, there is no directory. */
export interface LogDirsAnswer {
  errorCode: number;
  dirs: LogDirAnswer[];
}

/**
 * Sizes on disk of the replicas one broker holds of the named partitions.
 *
 * ```
 * request  [string topic, [i32 partition]]
 * answer   i32 throttle, v3: i16 error,
 *          [i16 error, string path,
 *           [string topic, [i32 partition, i64 bytes, i64 lag, i8 future]],
 *           v4: i64 total, i64 usable]
 * v2+      flexible
 * ```
 */
export function describeLogDirsRequest(
  topics: readonly TopicPartitions[],
  version: number,
): KafkaRequest<LogDirsAnswer> {
  const isFlexible = version >= 2;
  const writer = new FormWriter(isFlexible);
  writeTopics(writer, topics);
  return {
    api: DESCRIBE_LOG_DIRS,
    version,
    isFlexible,
    body: writer.end().finish(),
    decode: payload => readAnswer(new FormReader(payload, isFlexible), version),
  };
}

async function readAnswer(
  reader: FormReader,
  version: number,
): Promise<LogDirsAnswer> {
  reader.int32();
  const errorCode = version >= 3 ? reader.int16() : 0;
  const dirs: LogDirAnswer[] = [];
  await reader.each(async () => {
    dirs.push(await readDir(reader, version));
  });
  return { errorCode, dirs };
}

async function readDir(
  reader: FormReader,
  version: number,
): Promise<LogDirAnswer> {
  const errorCode = reader.int16();
  const path = reader.text();
  const replicas: ReplicaSize[] = [];
  await reader.each(() => {
    const topic = reader.text();
    const done = reader.each(() => {
      replicas.push(readReplica(reader, topic));
    });
    return after(done, () => reader.end());
  });
  const volume = version >= 4 ? readVolume(reader) : {};
  reader.end();
  return { path, errorCode, replicas, ...volume };
}

const SIZE = 4;
const IS_FUTURE = 20;
const REPLICA_BYTES = 21;

function readReplica(reader: FormReader, topic: string): ReplicaSize {
  const { view } = reader;
  const at = reader.skip(REPLICA_BYTES);
  reader.end();
  return {
    topic,
    partition: view.getInt32(at),
    sizeBytes: Number(view.getBigInt64(at + SIZE)),
    isFuture: view.getInt8(at + IS_FUTURE) !== 0,
  };
}

function readVolume(reader: FormReader) {
  const [totalBytes, usableBytes] = [reader.int64(), reader.int64()].map(
    bytes => (bytes < 0n ? undefined : Number(bytes)),
  );
  return { totalBytes, usableBytes };
}
