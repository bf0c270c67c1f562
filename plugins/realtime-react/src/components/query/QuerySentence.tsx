import {
  MAX_FILTER_CLAUSES,
  type FilterClause,
} from '@backstage-realtime/plugin-realtime-common';
import { Dialog, DialogBody, DialogHeader } from '@backstage/ui';
import { RiCloseLine } from '@remixicon/react';
import { Key } from '../bar/Key';
import { formatCount } from '../format/numbers';
import type { Zone } from '../format/times';
import { realtimeColours } from '../view/RealtimeView';
import { useWords, type Words } from '../words/WordsContext';
import { ChipMenu } from './ChipMenu';
import { ClauseEditor } from './ClauseEditor';
import { clauseText } from './clauseText';
import { PartitionsChip } from './PartitionsChip';
import styles from './QuerySentence.module.css';
import { StartChip } from './StartChip';
import { ROW_LIMITS, type StreamQuery } from './StreamQuery';

/** The question asked of a stream, and what the stream allows to ask. @public */
export interface QuerySentenceProps {
  query: StreamQuery;
  onChange(query: StreamQuery): void;
  /** Numbers of the partitions there are; empty until the stream opened. */
  partitions: number[];
  isSeekable: boolean;
  zone: Zone;
  /** Field paths seen in the newest records, offered while typing. */
  knownPaths?: string[];
  isEditorOpen: boolean;
  onEditorOpenChange(isOpen: boolean): void;
}

/** What is shown, as a sentence whose parts can be changed. It wraps and never scrolls. @public */
export function QuerySentence(props: QuerySentenceProps) {
  const { query, onChange } = props;
  const words = useWords();
  const set = (change: Partial<StreamQuery>) =>
    onChange({ ...query, ...change });
  const add = (clause: FilterClause) => {
    props.onEditorOpenChange(false);
    set({ clauses: [...query.clauses, clause] });
  };
  return (
    <div
      role="group"
      aria-label={words('query.label')}
      className={styles.sentence}
    >
      <span>{words('query.show')}</span>
      <StartChip
        from={query.from}
        until={query.until}
        isSeekable={props.isSeekable}
        zone={props.zone}
        onChange={from => set({ from, until: undefined })}
      />
      <span>{words('query.of')}</span>
      <PartitionsChip
        partitions={props.partitions}
        selected={query.partitions}
        onChange={partitions => set({ partitions })}
      />
      <span>{words('query.where')}</span>
      <Clauses clauses={query.clauses} onChange={clauses => set({ clauses })} />
      <AddClause {...props} onAdd={add} />
      <span className={styles.pair}>
        {words('query.atMost')}
        <LimitChip
          limit={query.maxPerSecond}
          onChange={maxPerSecond => set({ maxPerSecond })}
        />
      </span>
    </div>
  );
}

/** Opens the editor, while one more condition is allowed. */
function AddClause(
  props: QuerySentenceProps & { onAdd(clause: FilterClause): void },
) {
  const { query, isEditorOpen, onEditorOpenChange, onAdd } = props;
  const words = useWords();
  const isFull = query.clauses.length >= MAX_FILTER_CLAUSES;
  return (
    <>
      <button
        type="button"
        className={styles.and}
        disabled={isFull}
        title={
          isFull
            ? words('query.tooMany', { n: MAX_FILTER_CLAUSES })
            : words('query.edit')
        }
        onClick={() => onEditorOpenChange(true)}
      >
        {words('query.and')} <Key>/</Key>
      </button>
      <Dialog
        isOpen={isEditorOpen && !isFull}
        onOpenChange={onEditorOpenChange}
        width={360}
      >
        <DialogHeader>{words('query.edit')}</DialogHeader>
        <DialogBody>
          <div className={realtimeColours}>
            <ClauseEditor knownPaths={props.knownPaths} onAdd={onAdd} />
          </div>
        </DialogBody>
      </Dialog>
    </>
  );
}

function Clauses(props: {
  clauses: FilterClause[];
  onChange(clauses: FilterClause[]): void;
}) {
  const words = useWords();
  return (
    <>
      {props.clauses.map((clause, i) => {
        const { subject, verb, object } = clauseText(clause, words);
        const whole = [subject, verb, object].filter(Boolean).join(' ');
        return (
          <span key={JSON.stringify(clause)} className={styles.clause}>
            <span className={styles.clauseText} title={whole}>
              <code>{subject}</code> {verb} {object && <code>{object}</code>}
            </span>
            <button
              type="button"
              className={styles.remove}
              aria-label={words('query.remove', { clause: whole })}
              onClick={() =>
                props.onChange(props.clauses.filter((_, at) => at !== i))
              }
            >
              <RiCloseLine size={14} aria-hidden />
            </button>
          </span>
        );
      })}
    </>
  );
}

function limitText(limit: number | undefined, words: Words): string {
  if (limit === undefined) return words('query.noLimit');
  return words('query.perSecond', { n: formatCount(limit) });
}

function LimitChip(props: {
  limit: number | undefined;
  onChange(limit: number | undefined): void;
}) {
  const words = useWords();
  return (
    <ChipMenu
      label={words('query.limit')}
      text={limitText(props.limit, words)}
      items={ROW_LIMITS.map(limit => ({
        id: String(limit ?? 'all'),
        text: limitText(limit, words),
      }))}
      onChoose={id => props.onChange(id === 'all' ? undefined : Number(id))}
    />
  );
}
