import type { ReactNode } from 'react';
import styles from './PanelHead.module.css';

/** Title of a panel, what it covers, and what can be done at its right end. */
export function PanelHead(props: {
  title: string;
  sub?: ReactNode;
  end?: ReactNode;
}) {
  return (
    <div className={styles.head}>
      <h3 className={styles.title}>{props.title}</h3>
      {props.sub && <span className={styles.sub}>{props.sub}</span>}
      {props.end && <span className={styles.end}>{props.end}</span>}
    </div>
  );
}
