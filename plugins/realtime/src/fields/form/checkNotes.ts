import type {
  CreateCheck,
  NameCheck,
} from '@backstage-realtime/plugin-realtime-common';
import {
  HttpRefusal,
  type Loaded,
} from '@backstage-realtime/plugin-realtime-react';
import type { CreateWords } from '../../translations/createWords';
import type { FieldNote } from './FieldNotes';
import { notesOf, sayReason } from './notesOf';

/** What is known of a name while, and after, it is asked for. */
export function checkNotes(
  checked: Loaded<CreateCheck> | undefined,
  words: CreateWords,
  options: {
    pick: (check: CreateCheck) => NameCheck | undefined;
    mayExist?: boolean;
  },
): FieldNote[] {
  if (!checked) return [];
  if (checked.state === 'loading')
    return [{ kind: 'asking', text: words('check.asking') }];
  if (checked.state === 'error') {
    const reason = sayFault(words, checked.error);
    return [{ kind: 'unknown', text: words('check.failed', { reason }) }];
  }
  const found = options.pick(checked.value);
  return found ? notesOf(found, words, options) : [];
}

/** Why the realtime backend did not answer. */
export function sayFault(words: CreateWords, error: Error): string {
  const code = error instanceof HttpRefusal ? error.code : undefined;
  return sayReason(words, { code, message: error.message });
}
