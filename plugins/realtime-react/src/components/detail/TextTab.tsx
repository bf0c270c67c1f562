import type { ViewedRecord } from '@backstage-realtime/plugin-realtime-common';
import { formatBytes } from '../format/numbers';
import { readValue } from '../../decoding/readValue';
import { useWords } from '../words/WordsContext';
import styles from './RecordDetail.module.css';

/** Longer texts make the page slow to select and scroll. */
const MAX_CHARACTERS = 65_536;

/** Value as it was written, byte for byte in order. */
export function TextTab({ record }: { record: ViewedRecord }) {
  const words = useWords();
  const value = readValue(record);
  if (value.kind !== 'json' && value.kind !== 'text') {
    return <p className={styles.note}>{words('detail.noText')}</p>;
  }
  const isCut = value.text.length > MAX_CHARACTERS;
  return (
    <>
      <pre className={styles.code}>
        <bdi>{value.text.slice(0, MAX_CHARACTERS)}</bdi>
      </pre>
      {isCut && (
        <p className={styles.note}>
          {words('detail.cut', {
            shown: formatBytes(MAX_CHARACTERS),
            all: formatBytes(value.text.length),
          })}
        </p>
      )}
    </>
  );
}
