import type {
  CreateCheck,
  NameCheck,
} from '@backstage-realtime/plugin-realtime-common';
import type { Loaded } from '@backstage-realtime/plugin-realtime-react';
import type { CreateKey, CreateWords } from '../../../translations/createWords';
import { sayFault } from '../../form/checkNotes';
import type { FieldNote, NoteKind } from '../../form/FieldNotes';
import { notesOf } from '../../form/notesOf';
import type { Check } from './checksOf';

/** What is known of the names of a form; undefined where a template does not say them. */
export interface CheckedNames {
  checked: Loaded<CreateCheck> | undefined;
  /** Topics that may exist. */
  shared: ReadonlySet<string>;
}

/** Worst first; what a name in use is to those who may share it is nothing to hold. */
const TITLES: [NoteKind, CreateKey][] = [
  ['error', 'review.namesTaken'],
  ['warning', 'review.namesCollide'],
  ['unknown', 'review.namesUnknown'],
];

/**
 * The names once more, in the places that were chosen meanwhile, and those in
 * lists, of which their fields could keep nobody from going on.
 */
export function namesCheck(
  { checked, shared }: CheckedNames,
  words: CreateWords,
): Check[] {
  if (!checked) return [];
  if (checked.state === 'loading')
    return [{ kind: 'asking', title: words('check.asking'), details: [] }];
  if (checked.state === 'error') {
    const reason = sayFault(words, checked.error);
    const title = words('review.namesUnknown');
    return [{ kind: 'unknown', title, details: [reason] }];
  }
  const { name, topics } = checked.value;
  const found = [...(name ? [name] : []), ...topics].map(each => ({
    name: each.name,
    notes: notesFor(each, shared, words),
  }));
  const worst = TITLES.find(([kind]) =>
    found.some(({ notes }) => notes.some(note => note.kind === kind)),
  );
  if (!worst)
    return [{ kind: 'ok', title: words('review.namesFree'), details: [] }];
  const [kind, title] = worst;
  const details = found.flatMap(each =>
    each.notes
      .filter(note => TITLES.some(([known]) => known === note.kind))
      .map(note => `${each.name}: ${note.text}`),
  );
  return [{ kind, title: words(title), details }];
}

function notesFor(
  check: NameCheck,
  shared: ReadonlySet<string>,
  words: CreateWords,
): FieldNote[] {
  return notesOf(check, words, { mayExist: shared.has(check.name) });
}
