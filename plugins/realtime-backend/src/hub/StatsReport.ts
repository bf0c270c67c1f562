import { QUIET_STATS_SECONDS } from '@backstage-realtime/plugin-realtime-common';
import { accountOf, type AccountParts } from './phase';
import type { ViewerSink } from './ViewerSink';

/**
 * Tells one viewer its account: every second while something changes, and every
 * {@link QUIET_STATS_SECONDS} while nothing does. A thousand viewers of a silent
 * topic would otherwise keep a core busy with saying nothing.
 */
export class StatsReport {
  private told = '';
  private quietTicks = 0;

  constructor(private readonly sink: ViewerSink) {}

  /** The first frame also tells the rates before it, so that a line does not begin empty. */
  tell(parts: AccountParts): void {
    const isFirst = this.told === '';
    this.told = fingerprint(parts);
    this.quietTicks = 0;
    const frame = accountOf(parts);
    const { history } = parts.setup.reader.stats;
    this.sink.sendFrame(isFirst ? { ...frame, history } : frame);
  }

  /** Once a second. */
  tick(parts: AccountParts): void {
    this.quietTicks += 1;
    const isDue = this.quietTicks >= QUIET_STATS_SECONDS;
    if (isDue || this.told !== fingerprint(parts)) this.tell(parts);
  }
}

/** Cheaper than the frame, and different whenever a person would see another frame. */
function fingerprint({ setup, phase, tally, paused, counts }: AccountParts) {
  const { records, ratePerSecond } = setup.reader.stats;
  const scanned =
    phase.state === 'catching-up' ? phase.catchUp.progress.scanned : 0;
  return [
    phase.state,
    paused,
    counts.viewers,
    records,
    ratePerSecond,
    scanned,
    tally.fingerprint,
  ].join(' ');
}
