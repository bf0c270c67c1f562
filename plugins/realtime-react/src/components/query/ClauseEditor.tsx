import type { FilterClause } from '@backstage-realtime/plugin-realtime-common';
import { Button } from '@backstage/ui';
import { useId, useState, type FormEvent } from 'react';
import { useWords } from '../words/WordsContext';
import {
  EMPTY_DRAFT,
  isNumeric,
  needsName,
  opsOf,
  PLACES,
  readDraft,
  type ClauseDraft,
  type ClauseOp,
  type Place,
} from './clauseDraft';
import styles from './QuerySentence.module.css';

/** A condition in the making; it leaves the editor only when it is whole. @public */
export interface ClauseEditorProps {
  /** Field paths seen in the newest records, offered while typing. */
  knownPaths?: string[];
  onAdd(clause: FilterClause): void;
}

/** Form for one condition: where, how, what. @public */
export function ClauseEditor({ knownPaths = [], onAdd }: ClauseEditorProps) {
  const words = useWords();
  const [draft, setDraft] = useState<ClauseDraft>(EMPTY_DRAFT);
  const [isTried, setIsTried] = useState(false);
  const result = readDraft(draft);
  const id = useId();
  const set = (change: Partial<ClauseDraft>) =>
    setDraft(old => ({ ...old, ...change }));
  const submit = (event: FormEvent) => {
    event.preventDefault();
    setIsTried(true);
    if (result.ok) onAdd(result.clause);
  };
  return (
    <form className={styles.form} onSubmit={submit}>
      <label className={styles.field}>
        {words('clause.in')}
        <select
          value={draft.place}
          onChange={e => {
            const place = e.target.value as Place;
            set({ place, op: opsOf(place)[0] });
          }}
        >
          {PLACES.map(place => (
            <option key={place} value={place}>
              {words(`clause.${place}`)}
            </option>
          ))}
        </select>
      </label>
      {needsName(draft) && (
        <label className={styles.field}>
          {words(draft.place === 'header' ? 'clause.name' : 'clause.path')}
          <input
            value={draft.name}
            list={`${id}-paths`}
            onChange={e => set({ name: e.target.value })}
          />
        </label>
      )}
      <datalist id={`${id}-paths`}>
        {draft.place === 'field' &&
          knownPaths.map(path => <option key={path} value={path} />)}
      </datalist>
      <label className={styles.field}>
        {words('clause.op')}
        <select
          value={draft.op}
          onChange={e => set({ op: e.target.value as ClauseOp })}
        >
          {opsOf(draft.place).map(op => (
            <option key={op} value={op}>
              {words(`clause.${op}`)}
            </option>
          ))}
        </select>
      </label>
      {draft.op !== 'exists' && (
        <label className={styles.field}>
          {words(isNumeric(draft) ? 'clause.number' : 'clause.text')}
          <input
            // The key that opens the form is pressed to write at once.
            // eslint-disable-next-line jsx-a11y/no-autofocus
            autoFocus
            value={draft.text}
            maxLength={512}
            onChange={e => set({ text: e.target.value })}
          />
        </label>
      )}
      {isTried && !result.ok && (
        <p role="alert" className={styles.error}>
          {words(result.reason)}
        </p>
      )}
      <Button type="submit" size="small" variant="secondary">
        {words('clause.add')}
      </Button>
    </form>
  );
}
