import type { RecordSetLimits } from './recordBatch/RecordSetReader';

/** Bounds of reading Kafka; all have a default. */
export interface KafkaLimits extends RecordSetLimits {
  /** Longest wait of a broker for a first byte, 100–500 ms, while records come. */
  maxWaitMs: number;
  /** The same for a silent topic, which costs one request in this time; ends of logs are known this late. */
  maxQuietWaitMs: number;
  /** Of one answer. Also what one leader adds beyond `queueBytes` before it stops. */
  maxFetchBytes: number;
  /** Of one partition in an answer; one with more to come may fill the next answer, when its turn comes. */
  maxPartitionBytes: number;
  /** A batch larger than this is a gap. */
  maxBatchBytes: number;
  /** Fetched bytes that wait for the consumer of one stream; above it nothing is fetched. */
  queueBytes: number;
  /** New partitions and leaders are looked for this often, at least. */
  metadataAgeMs: number;
  /** Back-off between tries, doubling from min to max with jitter. */
  minBackoffMs: number;
  maxBackoffMs: number;
  /** A topic is gone when it was missing this many times in a row. */
  missingTopicTries: number;
  /** A connection without streams is closed after this. */
  idleConnectionMs: number;
}

const MIB = 1_048_576;

export const DEFAULT_KAFKA_LIMITS: KafkaLimits = {
  maxRecordBytes: 4 * MIB,
  checkCrc: true,
  maxInflatedBytes: 64 * MIB,
  maxInflateRatio: 256,
  freeInflatedBytes: 8 * MIB,
  maxWaitMs: 500,
  maxQuietWaitMs: 2_000,
  maxFetchBytes: 4 * MIB,
  maxPartitionBytes: MIB,
  maxBatchBytes: 64 * MIB,
  queueBytes: 8 * MIB,
  metadataAgeMs: 30_000,
  minBackoffMs: 250,
  maxBackoffMs: 10_000,
  missingTopicTries: 5,
  idleConnectionMs: 30_000,
};
