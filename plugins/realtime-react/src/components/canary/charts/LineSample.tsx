import type { SeriesRole } from '@backstage-realtime/plugin-realtime-common';
import { lineStyle } from './lineStyle';
import styles from './LineSample.module.css';

/** A piece of the line a chart draws for a role; `nth` tells several of one role apart. */
export function LineSample(props: { role: SeriesRole; nth?: number }) {
  const { dash, width } = lineStyle(props.role, props.nth ?? 0);
  return (
    <svg aria-hidden width={22} height={8} className={styles.sample}>
      <line
        x1={0}
        x2={22}
        y1={4}
        y2={4}
        className={props.role === 'stable' ? styles.baseline : styles.subject}
        strokeWidth={width}
        strokeDasharray={dash.join(' ')}
      />
    </svg>
  );
}
