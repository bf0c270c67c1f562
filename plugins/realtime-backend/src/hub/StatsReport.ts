import { QUIET_STATS_SECONDS } from '@backstage-realtime/plugin-realtime-common';
import { accountOf, type AccountParts } from './phase';
import type { ViewerSink } from './ViewerSink';

/** What tells two frames apart, without making either. */
interface Told {
  phase: string;
  paused: string | undefined;
  viewers: number;
  records: number;
  ratePerSecond: number;
  scanned: number;
  tally: number;
}

/**
 * Tells one viewer its account: every second while something changes, and every
 * {@link QUIET_STATS_SECONDS} while nothing does. A thousand viewers of a silent
 * topic would otherwise keep a core busy with saying nothing.
 */
export class StatsReport {
  private told: Told | undefined;
  /** The socket was full when something was to be told. */
  private isOwed = false;

  /** `turn`: viewers with different ones are told the quiet at different moments. */
  constructor(
    private readonly sink: ViewerSink,
    private readonly turn: number,
  ) {}

  /** True when a report is to be sent in this second although nothing changed. */
  isDue(second: number): boolean {
    return this.isOwed || (second + this.turn) % QUIET_STATS_SECONDS === 0;
  }

  /** The first frame also tells the rates before it, so that a line does not begin empty. */
  tell(parts: AccountParts): void {
    const isFirst = this.told === undefined;
    this.told = toldBy(parts);
    const frame = accountOf(parts);
    const { history } = parts.setup.reader.stats;
    this.sink.sendFrame(isFirst ? { ...frame, history } : frame);
  }

  /**
   * Tells what changed, or is due. What a full socket cannot take is told in the
   * next second. True when the viewer knew everything before.
   */
  tick(parts: AccountParts, second: number): boolean {
    const isKnown = this.told !== undefined && isToldBy(this.told, parts);
    if (isKnown && !this.isDue(second)) return true;
    this.isOwed = !this.sink.canTake();
    if (!this.isOwed) this.tell(parts);
    return isKnown;
  }
}

function toldBy(parts: AccountParts): Told {
  const { setup, phase, tally, paused, counts } = parts;
  const { records, ratePerSecond } = setup.reader.stats;
  return {
    phase: phase.state,
    paused,
    viewers: counts.viewers,
    records,
    ratePerSecond,
    scanned: scannedOf(parts),
    tally: tally.changes,
  };
}

/** The same comparison as of two {@link toldBy}, without an object for each viewer and second. */
function isToldBy(told: Told, parts: AccountParts): boolean {
  const { setup, phase, tally, paused, counts } = parts;
  const { records, ratePerSecond } = setup.reader.stats;
  return (
    told.tally === tally.changes &&
    told.records === records &&
    told.ratePerSecond === ratePerSecond &&
    told.viewers === counts.viewers &&
    told.phase === phase.state &&
    told.paused === paused &&
    told.scanned === scannedOf(parts)
  );
}

function scannedOf({ phase }: AccountParts): number {
  return phase.state === 'catching-up' ? phase.catchUp.progress.scanned : 0;
}
