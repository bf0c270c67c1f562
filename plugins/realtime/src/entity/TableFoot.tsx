import {
  formatBytes,
  formatCount,
  Key,
  TextButton,
  useWords,
  type RowWindow,
} from '@backstage-realtime/plugin-realtime-react';
import styles from './MessagesTab.module.css';

/** How much of the stream the page keeps, and its keys. */
export function TableFoot(props: {
  rows: RowWindow;
  onGaps(): void;
  onHelp(): void;
}) {
  const { rows, onGaps, onHelp } = props;
  const words = useWords();
  const gaps = rows.gapsBefore ?? 0;
  return (
    <div className={styles.foot}>
      <span>
        {rows.length > 0 &&
          words('table.kept', {
            n: formatCount(rows.length - gaps),
            used: formatBytes(rows.bytes),
            max: formatBytes(rows.maxBytes),
          })}
        {gaps > 0 && (
          <>
            {' · '}
            <TextButton onClick={onGaps}>
              {words('table.gapsBefore', { count: gaps })}
            </TextButton>
          </>
        )}
      </span>
      <span className={styles.keys}>
        {rows.length > 0 && (
          <>
            <Key>j</Key> <Key>k</Key> {words('table.move')} <Key>e</Key>{' '}
            {words('table.expand')}
          </>
        )}{' '}
        <Key>u</Key> {words('table.zone')}{' '}
        <TextButton className={styles.help} onClick={onHelp}>
          <Key>?</Key> {words('table.allKeys')}
        </TextButton>
      </span>
    </div>
  );
}
