import type { FilterClause } from '@backstage-realtime/plugin-realtime-common';
import { useId, useState } from 'react';
import { useWords } from '../words/WordsContext';
import { ChipForm, ChipInput, ChipSelect } from './ChipForm';
import {
  EMPTY_DRAFT,
  isNumeric,
  needsName,
  opsOf,
  PLACES,
  readDraft,
  type ClauseDraft,
} from './clauseDraft';

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
  const submit = () => {
    setIsTried(true);
    if (result.ok) onAdd(result.clause);
  };
  return (
    <ChipForm
      error={isTried && !result.ok ? words(result.reason) : undefined}
      submitLabel={words('clause.add')}
      onSubmit={submit}
    >
      <ChipSelect
        label={words('clause.in')}
        value={draft.place}
        options={PLACES}
        textOf={place => words(`clause.${place}`)}
        onChange={place => set({ place, op: opsOf(place)[0] })}
      />
      {needsName(draft) && (
        <ChipInput
          label={words(
            draft.place === 'header' ? 'clause.name' : 'clause.path',
          )}
          value={draft.name}
          list={`${id}-paths`}
          onChange={name => set({ name })}
        />
      )}
      <datalist id={`${id}-paths`}>
        {draft.place === 'field' &&
          knownPaths.map(path => <option key={path} value={path} />)}
      </datalist>
      <ChipSelect
        label={words('clause.op')}
        value={draft.op}
        options={opsOf(draft.place)}
        textOf={op => words(`clause.${op}`)}
        onChange={op => set({ op })}
      />
      {draft.op !== 'exists' && (
        <ChipInput
          label={words(isNumeric(draft) ? 'clause.number' : 'clause.text')}
          // The key that opens the form is pressed to write at once.
          // eslint-disable-next-line jsx-a11y/no-autofocus
          autoFocus
          value={draft.text}
          maxLength={512}
          onChange={text => set({ text })}
        />
      )}
    </ChipForm>
  );
}
