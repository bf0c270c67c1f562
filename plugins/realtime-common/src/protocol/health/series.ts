import type { SeriesPoint } from '../../model/health/topicHealth';

/** Points at even distances by their values alone; points that are not, as they are. @public */
export type PackedSeries =
  | { fromMs: number; stepMs: number; values: Array<number | null> }
  | SeriesPoint[];

/** See {@link PackedSeries}. Values keep four digits, more than a line of a chart shows. */
export function packSeries(points: readonly SeriesPoint[]): PackedSeries {
  const [first, second] = points;
  const stepMs = second ? second.atMs - first.atMs : 0;
  const isEven = points.every(
    ({ atMs }, i) => atMs === first.atMs + i * stepMs,
  );
  return second && isEven
    ? {
        fromMs: first.atMs,
        stepMs,
        values: points.map(({ value }) => value && fourDigits(value)),
      }
    : [...points];
}

/** The points of a packed series. */
export function unpackSeries(series: PackedSeries): SeriesPoint[] {
  if (Array.isArray(series)) return series;
  const { fromMs, stepMs, values } = series;
  return values.map((value, i) => ({ atMs: fromMs + i * stepMs, value }));
}

/** A measured number without the digits that no measurement has. */
export function fourDigits(value: number): number {
  return Number(value.toPrecision(4));
}
