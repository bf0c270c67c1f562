import type { CatchUp } from './CatchUp';
import type { Cursor } from './Cursor';
import type { PositionMap } from './entries';
import type { Ledger } from './StatsLane';
import type { TopicReader } from './TopicReader';
import { resumeAt } from './viewerFrames';

/** Where a subscription stands. `counting`: only counts are sent, and what passed since is in the ledger. */
export type Phase =
  | { state: 'opening' }
  | { state: 'catching-up'; catchUp: CatchUp; cursor: Cursor }
  | { state: 'live'; cursor: Cursor }
  | { state: 'counting'; since: Ledger }
  | { state: 'ended' };

/** Records that passed by while only counts are sent. */
export function hiddenIn(phase: Phase, { stats }: TopicReader): number {
  return phase.state === 'counting' ? stats.records - phase.since.records : 0;
}

/** The text to continue from; undefined before the source told what the stream is. */
export function resumeFrom(
  phase: Phase,
  { description, stats }: TopicReader,
): string | undefined {
  if (!description) return undefined;
  return resumeAt(description.epoch, positionsOf(phase, stats));
}

function positionsOf(phase: Phase, stats: TopicReader['stats']): PositionMap {
  if (phase.state === 'live') return phase.cursor.positions();
  if (phase.state === 'catching-up')
    return phase.catchUp.position(stats.lows());
  return stats.positions();
}
