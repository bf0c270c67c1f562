import type { Offset } from './offset';

/**
 * Why a viewer did not get records.
 * `lapped`: the viewer was too slow and the ring moved on. `sampled`: the
 * viewer's rate cap. `hidden`: the viewer asked for counts only. `skipped`: the
 * viewer chose to continue from now. `retention`: the broker deleted them.
 * `truncated`: the log got shorter (unclean election). `recreated`: the topic was
 * deleted and made again. `corrupt`: the batch failed its checks. `disconnected`:
 * the source cannot replay what passed while it was cut off. `too-large`: the
 * record is over the size limit. `scan-budget`: reading history stopped there.
 * `slowed`: more was pushed than may be read of the system in a second.
 * @public
 */
export const GAP_REASONS = [
  'lapped',
  'sampled',
  'hidden',
  'skipped',
  'retention',
  'truncated',
  'recreated',
  'corrupt',
  'disconnected',
  'too-large',
  'scan-budget',
  'slowed',
] as const;

/** One of {@link GAP_REASONS}. @public */
export type GapReason = (typeof GAP_REASONS)[number];

/**
 * Records a viewer did not get. `count` undefined means it cannot be known
 * (a source without offsets); offsets are inclusive.
 * @public
 */
export interface Gap {
  partition: number;
  firstOffset?: Offset;
  lastOffset?: Offset;
  count?: number;
  reason: GapReason;
  /** For a person, when the reason alone does not say it: `the checksum does not match`. */
  detail?: string;
}
