import type { CatchUp } from './CatchUp';
import type { Cursor } from './Cursor';
import type { PositionMap } from './entries';
import type { Ledger } from './StatsLane';
import type { TopicReader } from './TopicReader';
import type { SubscriptionSetup } from './SubscriptionSetup';
import type { Tally } from './Tally';
import {
  resumeAt,
  statsFrame,
  type StatusParts,
  type StreamCounts,
} from './viewerFrames';

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

/** The text to continue from; undefined while only the first wish can be repeated. */
export function resumeFrom(
  phase: Phase,
  { description, stats }: TopicReader,
): string | undefined {
  if (!description) return undefined;
  const positions = positionsOf(phase, stats);
  return positions && resumeAt(description.epoch, positions);
}

function positionsOf(
  phase: Phase,
  stats: TopicReader['stats'],
): PositionMap | undefined {
  if (phase.state === 'live') return phase.cursor.positions();
  if (phase.state === 'catching-up')
    return phase.catchUp.position(stats.lows());
  return stats.positions();
}

/** The phase as a status says it: counting is live. */
export function shownPhase(
  phase: Phase,
): Pick<StatusParts, 'phase' | 'remaining'> {
  if (phase.state === 'catching-up') {
    return { phase: phase.state, remaining: phase.catchUp.remaining };
  }
  const isOpen = phase.state === 'live' || phase.state === 'counting';
  return { phase: isOpen ? 'live' : 'opening' };
}

/** What a stats frame is told from. */
export interface AccountParts {
  setup: SubscriptionSetup;
  phase: Phase;
  tally: Tally;
  paused: 'viewer' | 'idle' | undefined;
  counts: StreamCounts;
}

/** The stats frame of a subscription as it stands. */
export function accountOf({
  setup,
  phase,
  tally,
  paused,
  counts,
}: AccountParts) {
  const { reader, clock, lane } = setup;
  const isBuffering = paused !== undefined && phase.state === 'live';
  return statsFrame({
    atMs: clock.now(),
    tally,
    hidden: hiddenIn(phase, reader),
    stats: reader.stats,
    counts,
    resume: resumeFrom(phase, reader) ?? '',
    buffer: isBuffering ? lane.gauge(phase.cursor) : undefined,
    scan: phase.state === 'catching-up' ? phase.catchUp.progress : undefined,
  });
}
