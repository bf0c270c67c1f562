import {
  FETCH,
  fetchRequest,
  type FetchedPartition,
} from '../../../sources/kafka/requests/fetch';
import { chooseVersion } from '../../../sources/kafka/requests/KafkaRequest';
import { DEFAULT_KAFKA_LIMITS } from '../../../sources/kafka/limits';
import { RecordSetReader } from '../../../sources/kafka/recordBatch/RecordSetReader';
import { walkBatches } from '../../../sources/kafka/recordBatch/walk';
import type { FoundTime, LagTimeCache } from './LagTimeCache';
import type { LagTarget } from './lagTimes';
import type { Round } from './Round';

/** The first batch comes whole even when it is larger. */
const BATCH_BYTES = 65_536;

/**
 * Reads the batch at committed offsets, for the exact time of the next record
 * and to see whether only markers are left. Needs the right to read the topic:
 * where that is missing, nothing is learnt and the times are searched instead.
 * The shortest lags come first: only those may be nothing but markers.
 */
export async function readBatches(
  round: Round,
  leaders: ReadonlyMap<number, readonly LagTarget[]>,
  maxReads: number,
  cache: LagTimeCache,
): Promise<void> {
  const reads = [...leaders]
    .flatMap(([leader, targets]) => targets.map(each => ({ leader, ...each })))
    .sort((a, b) => Number(a.end - a.committed - (b.end - b.committed)))
    .slice(0, maxReads);
  await Promise.all(
    reads.map(async ({ leader, ...target }) => {
      const found = await readBatch(round, leader, target);
      if (!found) return;
      cache.set(target.topic, target.partition, target.committed, found);
    }),
  );
}

async function readBatch(
  round: Round,
  leader: number,
  { topic, partition, committed, end }: LagTarget,
): Promise<FoundTime | undefined> {
  const input = {
    topic,
    partitions: [{ partition, offset: committed, maxBytes: BATCH_BYTES }],
    maxWaitMs: 0,
    maxBytes: BATCH_BYTES,
  };
  const answer = await round.ask(leader, versions =>
    fetchRequest(input, chooseVersion(FETCH, versions)),
  );
  const [fetched] = answer.known ? answer.value : [];
  if (!fetched || fetched.errorCode !== 0) return undefined;
  return await inspect(fetched, committed, end);
}

/** undefined when the bytes do not reach a record, nor the end. */
async function inspect(
  fetched: FetchedPartition,
  position: bigint,
  end: bigint,
): Promise<FoundTime | undefined> {
  const { bytes, partition, aborted, low, highWatermark } = fetched;
  const view = new DataView(bytes.buffer, bytes.byteOffset, bytes.byteLength);
  const walk = walkBatches(bytes, view, position);
  const reader = new RecordSetReader(
    {
      partition,
      low,
      high: highWatermark,
      receivedAtMs: 0,
      bytes,
      view,
      position,
      walk,
      aborted,
    },
    DEFAULT_KAFKA_LIMITS,
  );
  for await (const event of reader.read()) {
    if (event.kind === 'gap') return undefined;
    const { count, timestampsMs } = event.batch;
    const [recordMs] = timestampsMs;
    if (count > 0) return { recordMs, method: 'record' };
  }
  return walk.nextOffset >= end
    ? { method: 'record', onlyControlTo: walk.nextOffset }
    : undefined;
}
