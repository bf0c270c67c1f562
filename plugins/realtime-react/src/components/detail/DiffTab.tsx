import type { ViewedRecord } from '@backstage-realtime/plugin-realtime-common';
import { formatOffset, formatSpan } from '../format/numbers';
import {
  diffValues,
  hasKey,
  type FieldChange,
  type ValueDiff,
} from '../record/diff';
import { readValue } from '../../decoding/readValue';
import { useWords } from '../words/WordsContext';
import styles from './RecordDetail.module.css';

export interface DiffTabProps {
  record: ViewedRecord;
  /** The record before it with the same key, if the window holds one. */
  previous?: ViewedRecord;
}

/** Fields that changed since the previous record of the same key. */
export function DiffTab({ record, previous }: DiffTabProps) {
  const words = useWords();
  if (!previous) {
    const reason = hasKey(record) ? 'detail.diffNone' : 'detail.diffNoKey';
    return <p className={styles.note}>{words(reason)}</p>;
  }
  const diff = diffRecords(previous, record);
  return (
    <>
      <p className={styles.intro}>
        {words('detail.diffWith', {
          partition: previous.partition,
          offset: formatOffset(previous.offset),
          span: formatSpan(record.timestampMs - previous.timestampMs),
        })}
      </p>
      {diff ? (
        <Changes diff={diff} />
      ) : (
        <p className={styles.note}>{words('detail.diffNoFields')}</p>
      )}
    </>
  );
}

function diffRecords(
  before: ViewedRecord,
  after: ViewedRecord,
): ValueDiff | undefined {
  const a = readValue(before);
  const b = readValue(after);
  return a.kind === 'json' && b.kind === 'json'
    ? diffValues(a.tree, b.tree)
    : undefined;
}

/** More changes than this are another value; Text shows it whole. */
const MAX_CHANGES = 200;

function Changes({ diff: { changes, equal, masked } }: { diff: ValueDiff }) {
  const words = useWords();
  const hidden = changes.length - MAX_CHANGES;
  return (
    <>
      <ul className={styles.diff}>
        {changes.slice(0, MAX_CHANGES).map(change => (
          <Change key={`${change.kind} ${change.path}`} change={change} />
        ))}
      </ul>
      {hidden > 0 && (
        <p className={styles.note}>{words('detail.more', { n: hidden })}</p>
      )}
      <p className={styles.note}>
        {words('detail.diffSame', { count: equal })}{' '}
        {masked > 0 && words('detail.diffMasked')}
      </p>
    </>
  );
}

const KINDS = {
  added: 'detail.diffAdded',
  removed: 'detail.diffRemoved',
  changed: 'detail.diffChanged',
} as const;

/** Signs besides words, so that neither colour nor place has to say it. */
function Change({ change }: { change: FieldChange }) {
  const words = useWords();
  return (
    <li className={styles.change}>
      <span>
        <bdi>{change.path}</bdi>{' '}
        <span className={styles.quiet}>{words(KINDS[change.kind])}</span>
      </span>
      {change.kind !== 'added' && (
        <span className={styles.before}>
          <span aria-hidden>− </span>
          <del>
            <bdi>{change.before}</bdi>
          </del>
        </span>
      )}
      {change.kind !== 'removed' && (
        <span>
          <span aria-hidden>+ </span>
          <ins>
            <bdi>{change.after}</bdi>
          </ins>
        </span>
      )}
    </li>
  );
}
