import type { Clock } from '../../../clock';
import type { ClusterConnection } from '../connection/ClusterConnection';
import type { KafkaLimits } from '../limits';
import type { EventQueue } from './EventQueue';
import type { Health } from './Health';
import type { SlabPool } from './SlabPool';

/** What the parts of one stream share. */
export interface ReaderContext {
  cluster: string;
  topic: string;
  connection: ClusterConnection;
  limits: KafkaLimits;
  clock: Clock;
  queue: EventQueue;
  health: Health;
  /** Set when batches are valid only until the next event is asked for. */
  slabs?: SlabPool;
  /** Delay before the next try, in ms. */
  backoffMs(tries: number): number;
  /** Aborted when the stream ends, for whatever reason. */
  signal: AbortSignal;
  /** True when reading ends at the offsets seen at opening. */
  isBounded: boolean;
}
