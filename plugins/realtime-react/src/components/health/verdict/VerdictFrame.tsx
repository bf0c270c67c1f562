import type { Verdict } from '@backstage-realtime/plugin-realtime-common';
import type { ReactNode } from 'react';
import { Panel } from '../../view/RealtimeView';
import { VerdictIcon } from './VerdictMark';
import styles from './VerdictPanel.module.css';

/** A verdict in one sentence, two lines below it, and what can be done. */
export function VerdictFrame(props: {
  label: string;
  verdict: Verdict;
  sentence: ReactNode;
  /** At most two lines of 112 characters read well; strong text stands out. */
  lines: ReactNode;
  actions?: ReactNode;
  className?: string;
}) {
  const { verdict, className = '' } = props;
  return (
    <Panel label={props.label} className={className}>
      <div className={`${styles.panel} ${styles[verdict] ?? ''}`}>
        <VerdictIcon verdict={verdict} size={22} />
        <div className={styles.text}>
          <h2 className={styles.sentence}>{props.sentence}</h2>
          <p className={styles.lines}>{props.lines}</p>
        </div>
        {props.actions && <div className={styles.actions}>{props.actions}</div>}
      </div>
    </Panel>
  );
}
