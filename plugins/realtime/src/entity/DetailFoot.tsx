import { Key, useWords } from '@backstage-realtime/plugin-realtime-react';
import styles from './MessagesTab.module.css';

/** Keys of the detail, in line with those of the table. */
export function DetailFoot() {
  const words = useWords();
  return (
    <div className={`${styles.foot} ${styles.detailFoot}`}>
      <span className={styles.keys}>
        <Key>d</Key> {words('table.diff')} <Key>t</Key> {words('table.trace')}{' '}
        <Key>[</Key> <Key>]</Key> {words('table.views')}
      </span>
    </div>
  );
}
