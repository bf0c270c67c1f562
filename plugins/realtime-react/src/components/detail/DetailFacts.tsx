import type { ViewedRecord } from '@backstage-realtime/plugin-realtime-common';
import { formatBytes } from '../format/numbers';
import { formatIso, formatStamp, type Zone } from '../format/times';
import { keyText } from '../record/preview';
import { readValue } from '../../decoding/readValue';
import { useWords, type Words } from '../words/WordsContext';
import styles from './RecordDetail.module.css';

/** Time, key and what the value is. */
export function DetailFacts(props: {
  record: ViewedRecord;
  zone: Zone;
  /** Name of the mask policy. */
  policy?: string;
}) {
  const { record, zone, policy } = props;
  const words = useWords();
  const key = keyText(record);
  return (
    <dl className={styles.facts}>
      <dt>{words('detail.time')}</dt>
      <dd title={formatIso(record.timestampMs)}>
        <code>{formatStamp(record.timestampMs, zone)}</code>{' '}
        {words(`zone.${zone}`)}{' '}
        <span className={styles.quiet}>
          {words(`detail.${record.timestampType}`)}
        </span>
      </dd>
      <dt>{words('detail.key')}</dt>
      <dd>
        <code>
          <bdi>{key ?? keyKind(record, words)}</bdi>
        </code>
        {record.key && (
          <span className={styles.quiet}>
            {` · ${formatBytes(record.key.length)}`}
          </span>
        )}
      </dd>
      <dt>{words('detail.value')}</dt>
      <dd>{valueFacts(record, words, policy)}</dd>
    </dl>
  );
}

function keyKind(record: ViewedRecord, words: Words): string {
  if (record.keyEncoding === 'withheld') return words('mask.withheld');
  return record.key ? record.keyEncoding : words('table.null');
}

function valueFacts(
  record: ViewedRecord,
  words: Words,
  policy: string | undefined,
): string {
  const value = readValue(record);
  if (value.kind === 'null') return words('table.tombstone');
  const parts: string[] = [];
  if (value.kind === 'json') parts.push(jsonName(record));
  if (value.kind === 'text') parts.push(words('detail.text'));
  if (record.valueBytes !== undefined) {
    parts.push(formatBytes(record.valueBytes));
  }
  if (value.kind === 'bytes') parts.push(words('detail.noDecoder'));
  if (value.kind === 'withheld') {
    const withheld = policy
      ? words('mask.withheldBy', { policy })
      : words('mask.withheld');
    parts.push(words('table.notDecodable'), withheld);
  }
  if (record.maskedFields > 0) {
    parts.push(words('detail.maskedFields', { count: record.maskedFields }));
  }
  return parts.join(' · ');
}

const NAMES: Partial<Record<ViewedRecord['valueEncoding'], string>> = {
  avro: 'Avro',
  'json-schema': 'JSON Schema',
  protobuf: 'Protobuf',
  msgpack: 'MessagePack',
  cbor: 'CBOR',
};

function jsonName(record: ViewedRecord): string {
  return NAMES[record.valueEncoding] ?? 'JSON';
}
