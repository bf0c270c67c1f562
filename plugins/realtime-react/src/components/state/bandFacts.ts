import type { StreamSnapshot } from '../../store/StreamSnapshot';
import { formatCount } from '../format/numbers';
import { formatEventTime } from '../format/times';
import { honestNumbers, scanNumbers, secondLine } from './bandNumbers';
import { troubleFacts } from './bandTroubles';
import type { BandFacts, ViewContext } from './bandTypes';
import { readViewState } from './viewState';

/** Older than this the newest row is late enough to warn, in milliseconds. */
const LATE_MS = 2_000;

/** What the band says of a snapshot. @public */
export function bandFacts(
  snapshot: StreamSnapshot,
  context: ViewContext,
): BandFacts {
  const state = readViewState(snapshot);
  const { words } = context;
  const second = secondLine(snapshot.stats, words);
  switch (state.kind) {
    case 'live':
    case 'empty':
      return liveFacts(snapshot, context, second);
    case 'partial':
      return {
        icon: 'warning',
        tone: 'warning',
        state: words('band.liveWithout', {
          partitions: state.missing.map(m => `p${m.partition}`).join(', '),
        }),
        numbers: honestNumbers(snapshot, words),
        second,
      };
    case 'catching-up':
      return {
        icon: 'connecting',
        tone: 'plain',
        state: words('band.catchingUp'),
        numbers: scanNumbers(snapshot.stats, state.remaining, words),
        second,
      };
    case 'paused':
      return {
        icon: 'paused',
        tone: 'plain',
        state: words('band.pausedAt', {
          time: formatEventTime(state.sinceMs, context.zone),
        }),
        numbers: [
          words('band.newRecords', { n: formatCount(snapshot.newSincePause) }),
        ],
        second,
      };
    default:
      return troubleFacts(state, snapshot, context);
  }
}

function liveFacts(
  snapshot: StreamSnapshot,
  { words }: ViewContext,
  second: string,
): BandFacts {
  const isLate = (snapshot.stats?.behindMs ?? 0) > LATE_MS;
  return {
    icon: isLate ? 'warning' : 'live',
    tone: 'plain',
    state: words('band.live'),
    numbers: honestNumbers(snapshot, words),
    second,
  };
}
