import type {
  CheckLimit,
  CheckResult,
  SeriesPoint,
  TopicHealth,
} from '@backstage-realtime/plugin-realtime-common';
import type { EventMark, LimitLine } from '../../plot/drawMarks';
import type { HealthText } from '../text/HealthReader';

/** What the chart of a check shows; the unit is in the title. */
export interface WhyChartData {
  title: string;
  points: SeriesPoint[];
  limits: LimitLine[];
  events: EventMark[];
}

/**
 * The measurements behind a check: the lag of its group in seconds, or else the
 * rate of its topic. Undefined when nothing of it is measured over time.
 */
export function whyChart(
  check: CheckResult,
  health: TopicHealth,
  text: HealthText,
): WhyChartData | undefined {
  const data = lagChart(check, health, text) ?? rateChart(check, health, text);
  const hasReading = data?.points.some(point => point.value !== null);
  return hasReading ? data : undefined;
}

function lagChart(
  check: CheckResult,
  { groups }: TopicHealth,
  text: HealthText,
): WhyChartData | undefined {
  const { group, topic, system } = check.subject;
  const row = groups.find(
    g =>
      g.group === group && g.system === system && (!topic || g.topic === topic),
  );
  if (!row) return undefined;
  return {
    title: text.words('why.lag', { group: row.group }),
    points: row.lags.map(({ atMs, value }) => ({
      atMs,
      value: value === null ? null : value / 1_000,
    })),
    limits: check.limits.flatMap(limit => {
      const { value } = limit;
      return value.kind === 'duration'
        ? toLine(limit, value.ms / 1_000, text)
        : [];
    }),
    events: sinceMark(check, text),
  };
}

function rateChart(
  check: CheckResult,
  { topics }: TopicHealth,
  text: HealthText,
): WhyChartData | undefined {
  const { topic, system } = check.subject;
  const row = topics.find(t => t.topic === topic && t.system === system);
  if (!row) return undefined;
  return {
    title: text.words('why.rates', { topic: row.topic }),
    points: row.rates,
    limits: check.limits.flatMap(limit => {
      const { value } = limit;
      return value.kind === 'rate' ? toLine(limit, value.perSecond, text) : [];
    }),
    events: sinceMark(check, text),
  };
}

/** Only `warn` and `critical` are limits of the value itself; the others are times to wait. */
function toLine(
  limit: CheckLimit,
  value: number,
  text: HealthText,
): LimitLine[] {
  if (limit.name !== 'warn' && limit.name !== 'critical') return [];
  return [
    {
      text: text.words('why.limitLine', {
        name: text.words(`why.${limit.name}`),
        value: text.value(limit.value),
      }),
      value,
      tone: limit.name === 'critical' ? 'critical' : 'warning',
    },
  ];
}

/** When the verdict began, unless it is that all is well. */
function sinceMark(
  { verdict, sinceMs }: CheckResult,
  { words, since }: HealthText,
): WhyChartData['events'] {
  if (verdict !== 'critical' && verdict !== 'warning') return [];
  const text = words('why.eventSince', {
    verdict: words(`verdict.${verdict}`),
    time: since(sinceMs),
  });
  return [{ atMs: sinceMs, text }];
}
