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

  /** `seconds`: where this viewer begins to count; those who begin elsewhere are told the quiet at other moments. */
  constructor(
    private readonly sink: ViewerSink,
    private seconds: number,
  ) {}

  /** The first frame also tells the rates before it, so that a line does not begin empty. */
  tell(parts: AccountParts): void {
    const isFirst = this.told === undefined;
    this.told = toldBy(parts);
    const frame = accountOf(parts);
    const { history } = parts.setup.reader.stats;
    this.sink.sendFrame(isFirst ? { ...frame, history } : frame);
  }

  /** Once a second. What a full socket cannot take is told in the next one. */
  tick(parts: AccountParts): void {
    this.seconds += 1;
    const isDue = this.seconds % QUIET_STATS_SECONDS === 0;
    if (!isDue && this.told && isToldBy(this.told, parts)) return;
    if (this.sink.canTake()) this.tell(parts);
    else this.seconds -= 1;
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
