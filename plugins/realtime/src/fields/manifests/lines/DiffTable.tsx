import { Fragment, useMemo, useState } from 'react';
import { useCreateWords } from '../../../translations/createWords';
import styles from '../manifests.module.css';
import type { DiffRow } from './diffLines';
import { foldRows, type Hunk } from './foldRows';

const SIGNS = { same: '', removed: '−', added: '+' };

/** A comparison with both line numbers; what did not change is folded unless `isWhole`. */
export function DiffTable(props: {
  label: string;
  rows: DiffRow[];
  isWhole: boolean;
}) {
  const { label, rows, isWhole } = props;
  const hunks = useMemo(() => foldRows(rows), [rows]);
  const words = useCreateWords();
  return (
    <div
      className={styles.lines}
      role="region"
      // It scrolls, so the keyboard has to reach it.
      // eslint-disable-next-line jsx-a11y/no-noninteractive-tabindex
      tabIndex={0}
      aria-label={label}
    >
      <table className={styles.diff}>
        <thead className={styles.hidden}>
          <tr>
            <th scope="col">{words('diff.before')}</th>
            <th scope="col">{words('diff.after')}</th>
            <th scope="col">{words('diff.change')}</th>
            <th scope="col">{words('diff.line')}</th>
          </tr>
        </thead>
        <tbody>
          {hunks.map((hunk, index) => (
            <Fragment key={index}>
              {hunk.kind === 'fold' && !isWhole ? (
                <Fold hunk={hunk} />
              ) : (
                hunk.rows.map(toRow)
              )}
            </Fragment>
          ))}
        </tbody>
      </table>
    </div>
  );
}

function Fold({ hunk }: { hunk: Extract<Hunk, { kind: 'fold' }> }) {
  const words = useCreateWords();
  const [isOpen, setOpen] = useState(false);
  if (isOpen) return <>{hunk.rows.map(toRow)}</>;
  const { rows, others } = hunk;
  const unchanged = words('diff.folded', { count: rows.length });
  const written =
    others > 0 ? `, ${words('diff.others', { count: others })}` : '';
  return (
    <tr className={styles.fold}>
      <td colSpan={3} aria-hidden />
      <td>
        <button type="button" onClick={() => setOpen(true)}>
          @@ {unchanged}
          {written} @@
        </button>
      </td>
    </tr>
  );
}

function toRow({ kind, before, after, text, isOthers }: DiffRow) {
  return (
    <tr key={`${before} ${after}`} data-kind={kind} data-others={isOthers}>
      <td className={styles.number}>{before}</td>
      <td className={styles.number}>{after}</td>
      <td className={styles.sign}>{SIGNS[kind]}</td>
      <td className={styles.text}>{text}</td>
    </tr>
  );
}
