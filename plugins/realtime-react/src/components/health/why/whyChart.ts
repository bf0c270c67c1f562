import type {
  CheckLimit,
  CheckResult,
  SeriesPoint,
  TopicHealth,
} from '@backstage-realtime/plugin-realtime-common';
import type { HealthText } from '../text/HealthReader';

/** A horizontal line with its text, in the unit of the chart. */
export interface ChartLimit {
  text: string;
  value: number;
  tone: 'warning' | 'critical';
}

/** What the chart of a check shows; the unit is in the title. */
export interface WhyChartData {
  title: string;
  points: SeriesPoint[];
  limits: ChartLimit[];
  /** Vertical marks with a text on top. */
  events: Array<{ atMs: number; text: string }>;
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
): ChartLimit[] {
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

/** A limit this many times above the highest reading would flatten the line. */
const FAR = 6;

/**
 * Upper end of the value axis, which always begins at zero. The lowest limit is
 * always in sight, a further one when it is not too far above the readings.
 */
export function chartTop({ points, limits }: WhyChartData): number {
  const highest = points.reduce((top, p) => Math.max(top, p.value ?? 0), 0);
  const values = limits.map(limit => limit.value).sort((a, b) => a - b);
  const inSight = values.filter((v, i) => i === 0 || v <= FAR * highest);
  return Math.max(highest, ...inSight, Number.MIN_VALUE) * 1.12;
}
