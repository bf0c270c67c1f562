import type { Measurement } from '@backstage-realtime/plugin-realtime-common';
import { VisuallyHidden } from '@backstage/ui';
import {
  RiCheckLine,
  RiCloseLine,
  RiLoader4Line,
  RiQuestionLine,
  RiSubtractLine,
  RiTimeLine,
} from '@remixicon/react';
import { formatIso } from '../../format/times';
import { useCanaryText } from '../text/useCanaryText';
import styles from './AnalysisTable.module.css';
import type { GridCell } from './measurementGrid';
import { numberText } from './metricText';

/** One place of a metric's row: a value and how it was judged, or words. */
export function MeasurementCell(props: {
  cell: GridCell;
  /** The column has no time of its own. */
  hasTime: boolean;
}) {
  const { cell } = props;
  const { words, clock } = useCanaryText();
  switch (cell.kind) {
    case 'measured':
      return (
        <>
          <MeasuredValue measurement={cell.measurement} />
          {props.hasTime && cell.atMs !== undefined && (
            <span className={styles.sub}>{clock(cell.atMs)}</span>
          )}
        </>
      );
    case 'due':
      return (
        <span className={styles.muted}>
          <RiTimeLine aria-hidden size={14} /> {clock(cell.atMs)}
        </span>
      );
    case 'not-run':
      return (
        <span className={styles.muted}>
          <RiSubtractLine aria-hidden size={14} /> {words('step.notRun')}
        </span>
      );
    case 'not-kept':
      return <span className={styles.muted}>{words('analysis.notKept')}</span>;
    default:
      return null;
  }
}

/** `✓ 0.27`, `✗ 0.61`, `? no data`. */
export function MeasuredValue(props: { measurement: Measurement }) {
  const { measurement } = props;
  const { words, missing } = useCanaryText();
  const { phase, value, message, raw, finishedAtMs } = measurement;
  const title = [
    message ?? raw,
    finishedAtMs === undefined ? undefined : formatIso(finishedAtMs),
  ];
  return (
    <span
      className={`${styles.value} ${styles[phase]}`}
      title={title.filter(Boolean).join('\n')}
    >
      <PhaseIcon phase={phase} />
      <VisuallyHidden>{words(`phase.${phase}`)} </VisuallyHidden>
      {value.known ? numberText(value.value) : missing(value.missing)}
    </span>
  );
}

function PhaseIcon({ phase }: Pick<Measurement, 'phase'>) {
  if (phase === 'successful')
    return <RiCheckLine aria-hidden size={14} className={styles.ok} />;
  if (phase === 'failed')
    return <RiCloseLine aria-hidden size={14} className={styles.bad} />;
  return phase === 'running' || phase === 'pending' ? (
    <RiLoader4Line aria-hidden size={14} />
  ) : (
    <RiQuestionLine aria-hidden size={14} />
  );
}
