import {
  known,
  type Reading,
} from '@backstage-realtime/plugin-realtime-common';
import {
  DESCRIBE_LOG_DIRS,
  describeLogDirsRequest,
  type LogDirAnswer,
  type LogDirsAnswer,
} from '../../../sources/kafka/requests/describeLogDirs';
import { ERROR } from '../../../sources/kafka/requests/errorCodes';
import type { TopicPartitions } from '../../../sources/kafka/requests/FormWriter';
import { chooseVersion } from '../../../sources/kafka/requests/KafkaRequest';
import type { LogDirObservation } from '../../observation';
import { Slices } from '../../../sources/kafka/requests/Slices';
import { PartitionTable, type Row } from './PartitionTable';
import { DENIED_CLUSTER, NOT_ASKED } from './reasons';
import type { Round } from './Round';

/** Directories of the brokers that answered, and sizes by broker. */
export interface DiskReadings {
  dirs: LogDirObservation[];
  /** Bytes of a broker's replicas; the broker's own reason when it did not answer. */
  sizesOn(broker: number, topic: string): Row<number>;
}

/** One request a broker, for the partitions of the scope only. */
export async function readLogDirs(
  round: Round,
  brokers: readonly number[],
  topics: readonly TopicPartitions[],
): Promise<{ value: DiskReadings; isWhole: boolean }> {
  const answers = await Promise.all(
    brokers.map(async broker => {
      const answer = await round.ask(broker, versions =>
        describeLogDirsRequest(
          topics,
          chooseVersion(DESCRIBE_LOG_DIRS, versions),
        ),
      );
      return [broker, refuse(answer)] as const;
    }),
  );
  const isWhole = answers.every(
    ([, answer]) => answer.known || answer.missing.code === 'no-permission',
  );
  return { value: await toReadings(new Map(answers)), isWhole };
}

/** Before version 3 a missing right shows as no directory at all. */
function refuse(answer: Reading<LogDirsAnswer>): Reading<LogDirAnswer[]> {
  if (!answer.known) return answer;
  const { errorCode, dirs } = answer.value;
  const isRefused = errorCode !== ERROR.none || dirs.length === 0;
  return isRefused ? DENIED_CLUSTER : known(dirs);
}

async function toReadings(
  answers: ReadonlyMap<number, Reading<LogDirAnswer[]>>,
): Promise<DiskReadings> {
  const sizes = new Map<number, PartitionTable<number>>();
  const dirs: LogDirObservation[] = [];
  for (const [broker, answer] of answers) {
    if (!answer.known) continue;
    const table = new PartitionTable<number>();
    sizes.set(broker, table);
    for (const dir of answer.value) dirs.push(await toDir(broker, dir, table));
  }
  return {
    dirs,
    sizesOn: (broker, topic) => {
      const answer = answers.get(broker) ?? NOT_ASKED;
      const otherwise = answer.known ? NOT_ASKED : answer;
      return sizes.get(broker)?.row(topic) ?? { values: [], otherwise };
    },
  };
}

/** Also writes the sizes into `sizes`, but for copies that are still being made. */
async function toDir(
  broker: number,
  dir: LogDirAnswer,
  sizes: PartitionTable<number>,
): Promise<LogDirObservation> {
  const { path, errorCode, totalBytes, usableBytes } = dir;
  let topic = '';
  let row = sizes.open(topic);
  await new Slices().each(dir.replicas, replica => {
    if (replica.topic !== topic) {
      topic = replica.topic;
      row = sizes.open(topic);
    }
    if (replica.isFuture) return;
    row[replica.partition] = { known: true, value: replica.sizeBytes };
  });
  return {
    broker,
    path,
    ...(errorCode !== ERROR.none && { error: nameError(errorCode) }),
    totalBytes,
    usableBytes,
    replicas: dir.replicas,
  };
}

function nameError(errorCode: number): string {
  return errorCode === ERROR.logDirFailed
    ? 'the directory is offline after a storage error'
    : `the broker reports error ${errorCode}`;
}
