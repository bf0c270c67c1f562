import type { ViewedRecord } from '@backstage-realtime/plugin-realtime-common';
import { formatBytes } from '../format/numbers';
import { fromBase64, toHexLines } from '../record/bytes';
import { useWords } from '../words/WordsContext';
import type { InspectedRecord } from './InspectedRecord';
import styles from './RecordDetail.module.css';

/** Bytes shown at most: a dump is for looking at the head of a value. */
const MAX_BYTES = 4096;

export interface RawTabProps {
  record: ViewedRecord;
  inspected?: InspectedRecord;
}

/** Bytes of the value: the original ones when the server gave them, else those of the row. */
export function RawTab({ record, inspected }: RawTabProps) {
  const words = useWords();
  const original = originalBytes(inspected);
  const bytes = original ?? record.value;
  if (record.valueEncoding === 'withheld') {
    return <p className={styles.note}>{words('detail.withheldBytes')}</p>;
  }
  if (!bytes) return <p className={styles.note}>{words('detail.noBytes')}</p>;
  const isRewritten = !original && REWRITTEN.has(record.valueEncoding);
  return (
    <>
      {isRewritten && (
        <p className={styles.note}>{words('detail.decodedBytes')}</p>
      )}
      <HexDump bytes={bytes} />
      {bytes.length > MAX_BYTES && (
        <p className={styles.note}>
          {words('detail.cut', {
            shown: formatBytes(MAX_BYTES),
            all: formatBytes(bytes.length),
          })}
        </p>
      )}
    </>
  );
}

const REWRITTEN = new Set([
  'avro',
  'json-schema',
  'protobuf',
  'msgpack',
  'cbor',
]);

function originalBytes(inspected?: InspectedRecord): Uint8Array | undefined {
  if (inspected?.state !== 'loaded') return undefined;
  const { base64 } = inspected.response.value;
  return base64 === undefined ? undefined : fromBase64(base64);
}

/** Hex and ASCII side by side. */
export function HexDump(props: { bytes: Uint8Array; limit?: number }) {
  const lines = toHexLines(props.bytes, props.limit ?? MAX_BYTES);
  return (
    <pre className={styles.code}>
      {lines.map(line => (
        <span key={line.at} className={styles.hexLine}>
          <span>{line.hex.padEnd(26)}</span>
          <span className={styles.quiet}>{line.ascii}</span>
          {'\n'}
        </span>
      ))}
    </pre>
  );
}
