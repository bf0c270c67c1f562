import type { RetryBounds } from './jitteredDelay';

/** Bounds of sources that are pushed to. */
export interface LinkLimits {
  /** Records over this are a gap of one, in bytes. */
  maxRecordBytes: number;
  /** Messages and bytes that wait for the hub; what comes then is counted as a gap. */
  queueRecords: number;
  queueBytes: number;
  /** Longest time to connect, and between signs of life, in ms. */
  connectTimeoutMs: number;
  heartbeatMs: number;
  /** A connection that held this long was a good one: the wait starts small again. */
  stableMs: number;
  retry: RetryBounds;
}

export const LINK_LIMITS: LinkLimits = {
  maxRecordBytes: 5 * 1024 * 1024,
  queueRecords: 20_000,
  queueBytes: 16 * 1024 * 1024,
  connectTimeoutMs: 10_000,
  heartbeatMs: 15_000,
  stableMs: 10_000,
  retry: { minMs: 500, maxMs: 30_000 },
};
