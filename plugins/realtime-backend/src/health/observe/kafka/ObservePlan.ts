/** How often each part of an observation is asked for, and its bounds. */
export interface ObservePlan {
  /** A broker that has not answered by then is passed over in this observation. */
  brokerTimeoutMs: number;
  configsMs: number;
  logDirsMs: number;
  groupsMs: number;
  /** Time stamps of the oldest and newest record. */
  timesMs: number;
  /** Whether records may be read: exact lag times, and the proof that only markers are left. */
  isReadAllowed: boolean;
  /** Single batches read for that in one observation. */
  maxBatchReads: number;
  /** Questions a leader is asked to find the time of a committed offset; each halves what is unknown. */
  lagTimeSteps: number;
  /** Groups whose different offsets on one partition are searched for at the same time. */
  lagTimeLanes: number;
}

export const DEFAULT_OBSERVE_PLAN: ObservePlan = {
  brokerTimeoutMs: 3_000,
  configsMs: 300_000,
  logDirsMs: 60_000,
  groupsMs: 30_000,
  timesMs: 60_000,
  isReadAllowed: false,
  maxBatchReads: 16,
  lagTimeSteps: 6,
  lagTimeLanes: 4,
};
