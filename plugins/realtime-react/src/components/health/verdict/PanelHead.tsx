import type { ReactNode } from 'react';
import styles from './PanelHead.module.css';

/** What stands in the head of a panel. @public */
export interface PanelHeadProps {
  title: string;
  /** What it covers. */
  sub?: ReactNode;
  /** What can be done, at the right end. */
  end?: ReactNode;
}

/** Title of a panel, what it covers, and what can be done. @public */
export function PanelHead(props: PanelHeadProps) {
  return (
    <div className={styles.head}>
      <h3 className={styles.title}>{props.title}</h3>
      {props.sub && <span className={styles.sub}>{props.sub}</span>}
      {props.end && <span className={styles.end}>{props.end}</span>}
    </div>
  );
}
