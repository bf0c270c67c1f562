import type { ViewedRecord } from '@backstage-realtime/plugin-realtime-common';
import { RiAlertFill } from '@remixicon/react';
import { memo } from 'react';
import { MaskedValue, WithheldValue } from '../bar/MaskChip';
import { formatBytes, formatOffset } from '../format/numbers';
import { formatIso, formatRecordTime, type Zone } from '../format/times';
import { toHex } from '../record/bytes';
import {
  fieldText,
  headerText,
  keyText,
  previewOf,
  type Preview,
} from '../record/preview';
import { useWords } from '../words/WordsContext';
import type { ColumnPlan } from './columns';
import styles from './RecordTable.module.css';

export interface RecordCellsProps {
  record: ViewedRecord;
  plan: ColumnPlan;
  zone: Zone;
  /** Name of the mask policy. */
  policy?: string;
}

/** Cells of one record; text nodes only, whatever the payload holds. */
export const RecordCells = memo((props: RecordCellsProps) => {
  const { record, plan, zone, policy } = props;
  return (
    <>
      <span
        role="gridcell"
        className={styles.mono}
        title={formatIso(record.timestampMs)}
      >
        {formatRecordTime(record.timestampMs, zone)}
      </span>
      <span role="gridcell" className={`${styles.position} ${styles.wide}`}>
        <span className={styles.quiet}>{`p${record.partition} · `}</span>
        {formatOffset(record.offset)}
      </span>
      <KeyCell record={record} />
      {plan.fields.map(({ name }) => (
        <span
          key={name}
          role="gridcell"
          className={`${styles.field} ${styles.wide}`}
          dir="ltr"
        >
          {fieldText(record, name) ?? '–'}
        </span>
      ))}
      <span role="gridcell" className={styles.value} dir="ltr">
        <Value
          policy={policy}
          preview={previewOf(
            record,
            plan.fields.map(c => c.name),
          )}
        />
      </span>
      {plan.headers.map(({ name }) => (
        <span
          key={name}
          role="gridcell"
          className={`${styles.mono} ${styles.wide}`}
          dir="ltr"
        >
          {headerText(record, name) ?? '–'}
        </span>
      ))}
    </>
  );
});

function KeyCell({ record }: { record: ViewedRecord }) {
  const words = useWords();
  const text = keyText(record);
  if (text !== undefined) {
    return (
      <span
        role="gridcell"
        className={`${styles.mono} ${styles.wide}`}
        dir="ltr"
      >
        <bdi>{text}</bdi>
      </span>
    );
  }
  if (record.keyEncoding === 'withheld') {
    return (
      <span role="gridcell" className={`${styles.mono} ${styles.wide}`}>
        <MaskedValue />
      </span>
    );
  }
  return (
    <span
      role="gridcell"
      className={`${styles.mono} ${styles.quiet} ${styles.wide}`}
    >
      {record.key ? toHex(record.key.subarray(0, 16)) : words('table.null')}
    </span>
  );
}

/** Bytes shown of a value that no decoder matched. */
const SHOWN_BYTES = 24;

function Value({ preview, policy }: { preview: Preview; policy?: string }) {
  const words = useWords();
  switch (preview.kind) {
    case 'text':
      return <bdi>{preview.text}</bdi>;
    case 'tombstone':
      return <span className={styles.quiet}>{words('table.tombstone')}</span>;
    case 'withheld':
      return (
        <>
          <NotDecodable />
          {preview.byteLength !== undefined && (
            <span className={styles.quiet}>
              {formatBytes(preview.byteLength)}
            </span>
          )}
          <WithheldValue policy={policy} />
        </>
      );
    case 'undecoded':
      return (
        <>
          <NotDecodable />
          <span className={styles.quiet}>
            {`${formatBytes(preview.byteLength)} · ${toHex(
              preview.bytes.subarray(0, SHOWN_BYTES),
            )}`}
          </span>
        </>
      );
    default:
      return <Tokens tokens={preview.tokens} />;
  }
}

function NotDecodable() {
  const words = useWords();
  return (
    <span className={styles.undecoded} title={words('table.notDecodableHint')}>
      <RiAlertFill size={14} aria-hidden /> {words('table.notDecodable')}
    </span>
  );
}

type TokenList = Extract<Preview, { kind: 'tokens' }>['tokens'];

function Tokens({ tokens }: { tokens: TokenList }) {
  return (
    <>
      {tokens.map((token, i) => (
        // Names may repeat in JSON; the place of a token never changes.
        // eslint-disable-next-line react/no-array-index-key
        <span key={i}>
          <bdi className={styles.name}>{token.name}</bdi>{' '}
          {token.kind === 'masked' ? <MaskedValue /> : <bdi>{token.text}</bdi>}
        </span>
      ))}
    </>
  );
}
