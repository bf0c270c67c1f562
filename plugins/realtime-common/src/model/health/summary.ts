import type { CheckResult, Verdict } from './check';
import { summariseFlow, type SummaryFlow } from './flow';
import { known, missing, type Reading } from './reading';
import type {
  GroupHealthRow,
  LagTime,
  SeriesPoint,
  TopicHealth,
  TopicHealthRow,
} from './topicHealth';

/** One line of a list of entities: {@link TopicHealth} without its tables. @public */
export interface TopicHealthSummary {
  entityRef: string;
  verdict: Verdict;
  sinceMs: number;
  /** The check that decides the verdict; missing when all is well. */
  worst?: CheckResult;
  counts: Record<Verdict, number>;
  systems: string[];
  topics: string[];
  groups: string[];
  /** Records a second of all topics together. */
  rate: Reading<number>;
  rates: SeriesPoint[];
  worstLag: Reading<LagTime>;
  /** Where its records come from and go to, as far as it is observed. */
  flow: SummaryFlow;
  /** Age of the oldest reading that is shown, in ms since 1970. */
  checkedAtMs: number;
}

/** Health of several entities: the state stream `topic-health-summary`. @public */
export interface TopicHealthOverview {
  evaluatedAtMs: number;
  /** In no particular order; entities that were not read yet are missing. */
  rows: TopicHealthSummary[];
  /** Clusters asked, and those that answered. */
  systems: Array<{ system: string; answered: boolean }>;
}

/** The line of an entity in a list. @public */
export function summarise(health: TopicHealth): TopicHealthSummary {
  const { entityRef, verdict, sinceMs, counts, topics, groups } = health;
  return {
    entityRef,
    verdict,
    sinceMs,
    counts,
    worst: health.checks.find(({ key }) => key === health.headline),
    systems: health.systems.map(({ system }) => system),
    topics: topics.map(({ topic }) => topic),
    groups: [...new Set(groups.map(({ group }) => group))],
    rate: sumOfRates(topics),
    rates: sumOfSeries(topics),
    worstLag: worstLag(groups),
    flow: summariseFlow(health),
    checkedAtMs: Math.min(
      health.evaluatedAtMs,
      ...health.systems.map(system => system.checkedAtMs),
    ),
  };
}

/** A part that is not known makes the sum unknown: half a rate would be a lie. */
function sumOfRates(topics: readonly TopicHealthRow[]): Reading<number> {
  let sum = 0;
  for (const { rate } of topics) {
    if (!rate.known) return rate;
    sum += rate.value;
  }
  return topics.length === 0 ? missing('no-data') : known(sum);
}

function sumOfSeries(topics: readonly TopicHealthRow[]): SeriesPoint[] {
  const sums = new Map<number, number | null>();
  for (const { rates } of topics) {
    for (const { atMs, value } of rates) {
      const before = sums.has(atMs) ? sums.get(atMs)! : 0;
      sums.set(atMs, before === null || value === null ? null : before + value);
    }
  }
  return [...sums]
    .sort(([a], [b]) => a - b)
    .map(([atMs, value]) => ({ atMs, value }));
}

/** The longest lag that is known; a reason when none is. */
function worstLag(groups: readonly GroupHealthRow[]): Reading<LagTime> {
  const lags = groups.flatMap(({ lagTime }) =>
    lagTime.known ? [lagTime.value] : [],
  );
  const [longest] = lags.sort((a, b) => b.ms - a.ms);
  if (longest) return known(longest);
  return groups[0]?.lagTime ?? missing('no-data');
}
