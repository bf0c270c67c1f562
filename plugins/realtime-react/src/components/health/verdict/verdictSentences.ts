import type {
  CheckResult,
  GroupHealthRow,
  TopicHealth,
} from '@backstage-realtime/plugin-realtime-common';
import { toSentenceCase } from '../../format/numbers';
import { lagTimeText } from '../tables/LagCells';
import { isConsequence } from '../text/consequence';
import type { HealthText } from '../text/HealthReader';
import { withStop } from '../text/withStop';

/** The sentences of a verdict, apart. */
export interface VerdictSentences {
  /** What, number, limit. */
  sentence: string;
  /** So what; empty when nothing more is known. */
  consequence: string;
  /** One step. */
  next?: string;
}

/** Of the check that decides; of all checks together when none does. */
export function verdictSentences(
  health: TopicHealth,
  headline: CheckResult | undefined,
  text: HealthText,
): VerdictSentences {
  if (!headline) return wellSentences(health, text);
  const losses = headline.next.filter(isConsequence);
  const next = headline.next.find(step => !isConsequence(step));
  return {
    sentence: toSentenceStart(text.said(headline), headline),
    consequence: [
      ...losses.map(loss => withStop(text.finding(loss))),
      countText(health, text),
    ]
      .filter(Boolean)
      .join(' '),
    next: next && withStop(text.finding(next)),
  };
}

/** Names keep their own spelling; other sentences begin large. */
function toSentenceStart(sentence: string, { subject }: CheckResult): string {
  const names = [subject.topic, subject.group, subject.system];
  const startsWithName = names.some(name => name && sentence.startsWith(name));
  return startsWithName ? sentence : toSentenceCase(sentence);
}

/** `3 Warning, 1 Unknown.`: what else there is besides the headline. */
function countText({ counts }: TopicHealth, { words }: HealthText): string {
  const others = (['critical', 'warning', 'unknown'] as const).filter(
    verdict => counts[verdict] > 0,
  );
  const sum = others.reduce((total, verdict) => total + counts[verdict], 0);
  if (sum < 2) return '';
  const texts = others.map(verdict =>
    words('health.countOf', {
      n: counts[verdict],
      verdict: words(`verdict.${verdict}`),
    }),
  );
  return `${texts.join(', ')}.`;
}

function wellSentences(
  { topics, checks, groups }: TopicHealth,
  { words }: HealthText,
): VerdictSentences {
  const sentence = words('health.allWell', {
    topics: words('health.topicCount', { count: topics.length }),
    checks: words('health.checkCount', { count: checks.length }),
  });
  return { sentence, consequence: largestLagText(groups, words) };
}

/** The group that is furthest behind, although within its limit. */
export function largestLagText(
  groups: GroupHealthRow[],
  words: HealthText['words'],
): string {
  let worst: { row: GroupHealthRow; ms: number } | undefined;
  for (const row of groups) {
    const ms = row.lagTime.known ? row.lagTime.value.ms : -1;
    if (ms > (worst?.ms ?? -1)) worst = { row, ms };
  }
  if (!worst || !worst.row.lagTime.known) {
    return groups.length === 0 ? words('health.noGroups') : '';
  }
  const { row } = worst;
  const lag = lagTimeText(worst.row.lagTime.value, words);
  return words('health.largestLag', {
    lag,
    group: row.group,
    topic: row.topic,
  });
}
