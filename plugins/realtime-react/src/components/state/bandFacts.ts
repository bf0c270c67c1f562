import type {
  GapReason,
  StatsFrame,
} from '@backstage-realtime/plugin-realtime-common';
import type { StreamSnapshot } from '../../store/StreamSnapshot';
import {
  formatCount,
  formatRate,
  formatShare,
  formatSpan,
  toSentenceCase,
} from '../format/numbers';
import { formatEventTime, type Zone } from '../format/times';
import type { Words } from '../words/WordsContext';
import type { StreamIconName } from './StreamIcon';
import { readViewState, type ViewState } from './viewState';

/** Where and when a view is read. @public */
export interface ViewContext {
  /** Name of the topic, filter or endpoint. */
  title: string;
  /** Name of the cluster, broker or endpoint in app-config. */
  system: string;
  nowMs: number;
  zone: Zone;
  words: Words;
}

/** Tone of a state; only `warning` and `critical` colour their word. @public */
export type Tone = 'plain' | 'muted' | 'warning' | 'critical';

/** The honesty line: state first, then numbers in a fixed order. @public */
export interface BandFacts {
  icon: StreamIconName;
  tone: Tone;
  state: string;
  numbers: string[];
  second: string;
}

/** Older than this the newest row is late enough to warn, in milliseconds. */
const LATE_MS = 2_000;

/** A try due sooner than this is as good as under way, in milliseconds. */
export const TRYING_MS = 500;

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

/** Rates, ratio and age in this order, also when the ratio is 1 in 1. */
function honestNumbers(
  { stats, rates }: StreamSnapshot,
  words: Words,
): string[] {
  if (!stats) return [];
  const { behindMs } = stats;
  const hasRate = rates[rates.length - 1] !== undefined;
  return [
    hasRate
      ? words('band.rates', {
          shown: formatRate(stats.shownPerSecond),
          all: formatRate(stats.ratePerSecond),
        })
      : words('band.ratesSoon'),
    words('band.oneIn', { n: formatCount(Math.max(1, stats.sampledOneIn)) }),
    behindMs === undefined
      ? words('band.noBehind')
      : words('band.behind', { span: formatSpan(behindMs) }),
  ];
}

function scanNumbers(
  stats: StatsFrame | undefined,
  remaining: number | undefined,
  words: Words,
): string[] {
  const scan = stats?.scan;
  if (scan) {
    return [
      words('band.searched', { share: formatShare(scan.coverage) }),
      words('band.scanned', { n: formatCount(scan.scanned) }),
      words('band.found', { n: formatCount(scan.matched) }),
    ];
  }
  if (remaining === undefined) return [];
  return [words('band.remaining', { n: formatCount(remaining) })];
}

function secondLine(stats: StatsFrame | undefined, words: Words): string {
  if (!stats) return words('band.noStats');
  const { readers, viewers } = stats;
  const read = words('band.readers', { count: readers });
  return `${rowsText(stats, words)} ${read}, ${words('band.viewers', { count: viewers })}.`;
}

/** What the rows are of all records: every one, a sample, or less than that by gaps. */
function rowsText({ sampledOneIn, gaps = {} }: StatsFrame, words: Words) {
  const isSampled = sampledOneIn > 1;
  const reasons = (Object.keys(gaps) as GapReason[]).filter(
    reason => reason !== 'sampled' && (gaps[reason] ?? 0) > 0,
  );
  if (reasons.length === 0) {
    return words(isSampled ? 'band.counts' : 'band.allRows');
  }
  const count = reasons.reduce((sum, reason) => sum + (gaps[reason] ?? 0), 0);
  return words(isSampled ? 'band.sampledGaps' : 'band.gaps', {
    count,
    n: formatCount(count),
    reasons: reasons.map(reason => words(`gap.${reason}`)).join(', '),
  });
}

type Trouble = Exclude<
  ViewState,
  { kind: 'live' | 'empty' | 'partial' | 'catching-up' | 'paused' }
>;

function troubleFacts(
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
      part: toSentenceCase(s.part),
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
