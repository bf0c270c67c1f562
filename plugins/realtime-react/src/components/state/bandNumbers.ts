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
} from '../format/numbers';
import type { Words } from '../words/WordsContext';

/** Rates, ratio and age in this order, also when the ratio is 1 in 1. */
export function honestNumbers(
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

/** How far a scan is; of a stream that reads the past, what is left. */
export function scanNumbers(
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

/** What the counts and rows are worth, and who reads. */
export function secondLine(
  stats: StatsFrame | undefined,
  words: Words,
): string {
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
