import type { SeriesPoint } from '@backstage-realtime/plugin-realtime-common';
import { Sparkline } from '../../band/Sparkline';

/** Two measurements are no trend: they would be drawn as a lone stroke. */
const MIN_READINGS = 3;

/** True when there is enough to draw a line. */
export function hasTrend(points: readonly SeriesPoint[]): boolean {
  return points.filter(({ value }) => value !== null).length >= MIN_READINGS;
}

/** The last half hour without axes; nothing while too little of it is known. */
export function TrendLine(props: {
  points: readonly SeriesPoint[];
  label: string;
  tone: 'neutral' | 'warning';
  limit?: number;
}) {
  const { points, label, tone, limit } = props;
  if (!hasTrend(points)) return null;
  return (
    <Sparkline
      values={points.map(({ value }) => value ?? undefined)}
      length={points.length}
      height={22}
      tone={tone}
      limit={limit}
      label={label}
    />
  );
}
