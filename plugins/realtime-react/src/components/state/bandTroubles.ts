import type { StreamSnapshot } from '../../store/StreamSnapshot';
import { formatCount, formatSpan, toSentenceCase } from '../format/numbers';
import { formatEventTime } from '../format/times';
import { retell } from '../words/retell';
import type { Words } from '../words/WordsContext';
import type { BandFacts, ViewContext } from './bandTypes';
import type { ViewState } from './viewState';

/** A try due sooner than this is as good as under way, in milliseconds. */
export const TRYING_MS = 500;

/** A state in which no rows come, or none that are new. */
type Trouble = Exclude<
  ViewState,
  { kind: 'live' | 'empty' | 'partial' | 'catching-up' | 'paused' }
>;

/** What the band says of it: the state needs the first line, the second says what the counts are. */
export function troubleFacts(
  state: Trouble,
  snapshot: StreamSnapshot,
  context: ViewContext,
): BandFacts {
  const { words } = context;
  const facts = TROUBLES[state.kind](state as never, context, snapshot);
  return { second: waitsLine(snapshot, words), numbers: [], ...facts };
}

/** A refusal without counts was one before anything was read. */
function refusedLine({ stats }: StreamSnapshot, words: Words): string {
  return words(stats ? 'band.countsWait' : 'band.notOpened');
}

/** Numbers of a state whose words need the whole first line, then what the counts are. */
function waitsLine(
  { stats }: StreamSnapshot,
  words: Words,
  ...numbers: string[]
): string {
  const waits = words(stats ? 'band.countsWait' : 'band.noStats');
  return [...numbers, waits].join(' · ');
}

type Read<K extends Trouble['kind']> = (
  state: Extract<Trouble, { kind: K }>,
  context: ViewContext,
  snapshot: StreamSnapshot,
) => Pick<BandFacts, 'icon' | 'tone' | 'state'> & Partial<BandFacts>;

function nextTry(nextTryAtMs: number, { nowMs, words }: ViewContext): string {
  return nextTryAtMs - nowMs < TRYING_MS
    ? words('band.tryingNow')
    : words('band.nextTry', { span: formatSpan(nextTryAtMs - nowMs) });
}

const TROUBLES: { [K in Trouble['kind']]: Read<K> } = {
  connecting: (s, c) => ({
    icon: 'connecting',
    tone: 'muted',
    state: c.words('band.connecting', { system: c.system }),
    numbers: [
      c.words('band.step', { n: s.stepNumber }),
      formatSpan(c.nowMs - s.sinceMs),
    ],
  }),
  stale: (s, c, snapshot) => ({
    icon: 'stale',
    tone: 'warning',
    state: c.words('band.stale', {
      span: formatSpan(c.nowMs - s.lastFrameAtMs),
    }),
    second: waitsLine(
      snapshot,
      c.words,
      formatEventTime(s.lastFrameAtMs, c.zone),
    ),
  }),
  waiting: (s, c, snapshot) => ({
    icon: 'unreachable',
    tone: 'critical',
    state: c.words('band.waiting', { span: formatSpan(c.nowMs - s.sinceMs) }),
    second: waitsLine(snapshot, c.words, nextTry(s.nextTryAtMs, c)),
  }),
  unreachable: (s, c, snapshot) => ({
    icon: 'unreachable',
    tone: 'critical',
    state: c.words('band.unreachable', {
      part: toSentenceCase(retell('part', s.part, c.words)),
      time: formatEventTime(s.sinceMs, c.zone),
    }),
    second: waitsLine(snapshot, c.words, formatSpan(c.nowMs - s.sinceMs)),
  }),
  idle: (_, c, snapshot) => ({
    icon: 'paused',
    tone: 'plain',
    state: c.words('band.idle'),
    numbers: [
      c.words('band.newRecords', { n: formatCount(snapshot.newSincePause) }),
    ],
  }),
  'scan-ended': (_, c, snapshot) => ({
    icon: 'stopped',
    tone: 'plain',
    state: c.words('band.scanEnded', {
      scanned: formatCount(snapshot.stats?.scan?.scanned ?? 0),
    }),
    numbers: [
      c.words('band.found', {
        n: formatCount(snapshot.stats?.scan?.matched ?? 0),
      }),
    ],
  }),
  forbidden: (_, c) => ({
    icon: 'forbidden',
    tone: 'plain',
    state: c.words('band.forbidden'),
    second: c.words('band.countsOnly'),
  }),
  'records-off': (_, c) => ({
    icon: 'forbidden',
    tone: 'plain',
    state: c.words('band.recordsOff'),
    second: c.words('band.countsOnly'),
  }),
  'over-budget': (_, c, snapshot) => ({
    icon: 'stopped',
    tone: 'warning',
    state: c.words('band.overBudget'),
    second: refusedLine(snapshot, c.words),
  }),
  'stopped-elsewhere': (_, c, snapshot) => ({
    icon: 'stopped',
    tone: 'plain',
    state: c.words('band.stopped'),
    second: refusedLine(snapshot, c.words),
  }),
  refused: (_, c, snapshot) => ({
    icon: 'stopped',
    tone: 'warning',
    state: c.words('band.stopped'),
    second: refusedLine(snapshot, c.words),
  }),
  stopped: (_, c, snapshot) => ({
    icon: 'stopped',
    tone: 'plain',
    state: c.words('band.stopped'),
    second: refusedLine(snapshot, c.words),
  }),
};
