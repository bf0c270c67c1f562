import type { RecordHeader } from '@backstage-realtime/plugin-realtime-common';
import { MaskedValue } from '../bar/MaskChip';
import { toHex } from '../record/bytes';
import { plainText, readBytes } from '../../decoding/readValue';
import { useWords } from '../words/WordsContext';
import styles from './RecordDetail.module.css';

export interface HeadersTabProps {
  headers: RecordHeader[];
  policy?: string;
}

/** Headers in their order; names may repeat. */
export function HeadersTab({ headers, policy }: HeadersTabProps) {
  const words = useWords();
  if (headers.length === 0) {
    return <p className={styles.note}>{words('detail.noHeaders')}</p>;
  }
  return (
    <dl className={styles.headers}>
      {headers.map((header, i) => (
        // The order of headers is part of the record.
        // eslint-disable-next-line react/no-array-index-key
        <div key={i} className={styles.header}>
          <dt>
            <bdi>{header.name}</bdi>
          </dt>
          <dd>
            {header.masked ? (
              <MaskedValue policy={policy} />
            ) : (
              <HeaderValue value={header.value} />
            )}
          </dd>
        </div>
      ))}
    </dl>
  );
}

function HeaderValue({ value }: { value: Uint8Array | null }) {
  const words = useWords();
  if (value === null) {
    return <span className={styles.quiet}>{words('table.null')}</span>;
  }
  const text = plainText(readBytes('unknown', value));
  return <bdi>{text ?? toHex(value.subarray(0, 64))}</bdi>;
}
