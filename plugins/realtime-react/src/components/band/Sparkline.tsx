import styles from './Sparkline.module.css';

/** A line of measurements with a text in its place for readers. @public */
export interface SparklineProps {
  /** One value a step, oldest first; undefined where nothing was measured is a gap in the line. */
  values: ReadonlyArray<number | undefined>;
  /** What it shows, with the newest value; read in place of the picture. */
  label: string;
  /** Height in pixels; the width is that of its place. */
  height?: number;
  /** Places of the x axis, so that a short history does not stretch. */
  length?: number;
  /** `subject` unless told; a line is `warning` only when it breaks its own limit. */
  tone?: 'subject' | 'neutral' | 'warning';
  /** Drawn dashed, in the unit of the values. */
  limit?: number;
}

const WIDTH = 240;

/** Line from zero without axes; smoothing would invent values. @public */
export function Sparkline(props: SparklineProps) {
  const { values, label, height = 26, length = 60, limit } = props;
  const max = topOf(values, limit);
  const runs = toRuns(values, Math.max(length, values.length), height, max);
  return (
    <svg
      role="img"
      aria-label={label}
      className={`${styles.chart} ${styles[props.tone ?? 'subject']}`}
      viewBox={`0 0 ${WIDTH} ${height}`}
      preserveAspectRatio="none"
      style={{ height }}
    >
      {limit !== undefined && (
        <path
          className={styles.limit}
          d={`M0 ${(height - (limit / max) * height).toFixed(1)}h${WIDTH}`}
        />
      )}
      {runs.map(run => (
        <g key={run[0].x}>
          <path className={styles.area} d={areaOf(run, height)} />
          <path className={styles.line} d={lineOf(run)} />
        </g>
      ))}
    </svg>
  );
}

interface Point {
  x: number;
  y: number;
}

/** Value at the upper edge, with some air above the highest. */
function topOf(
  values: ReadonlyArray<number | undefined>,
  limit: number | undefined,
): number {
  const highest = values.reduce<number>((top, v) => Math.max(top, v ?? 0), 1);
  return Math.max(highest, limit ?? 0) * 1.15;
}

/** Stretches of measured values, as points; the newest value stands at the right end. */
function toRuns(
  values: ReadonlyArray<number | undefined>,
  places: number,
  height: number,
  max: number,
): Point[][] {
  const first = places - values.length;
  const runs: Point[][] = [];
  values.forEach((value, i) => {
    if (value === undefined) return;
    const isNewRun = i === 0 || values[i - 1] === undefined;
    if (isNewRun) runs.push([]);
    const x = ((first + i) / Math.max(1, places - 1)) * WIDTH;
    runs[runs.length - 1].push({ x, y: height - (value / max) * height });
  });
  return runs;
}

function lineOf(run: Point[]): string {
  const points = run.map(p => `${p.x.toFixed(1)} ${p.y.toFixed(1)}`);
  return `M${points.join('L')}${run.length === 1 ? 'h1' : ''}`;
}

function areaOf(run: Point[], height: number): string {
  const first = run[0].x.toFixed(1);
  const last = run[run.length - 1].x.toFixed(1);
  return `${lineOf(run)}L${last} ${height}L${first} ${height}Z`;
}
