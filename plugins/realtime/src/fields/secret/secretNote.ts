import { findSecrets } from '@backstage-realtime/plugin-realtime-common';
import type { CreateWords } from '../../translations/createWords';
import type { FieldNote } from '../form/FieldNotes';

/** Longest text that is looked at; a name and a key have 253 characters each. */
const MAX_CHARS = 507;

const NAME = /^[a-z0-9]([-a-z0-9.]{0,251}[a-z0-9])?$/;

const KEY = /^[-._a-zA-Z0-9]{1,253}$/;

/** Nobody names a Secret or its key like this: long, and letters mixed with digits without an end. */
const RANDOM = /(?=[^/]*[0-9])(?=[^/]*[a-z])(?=[^/]*[A-Z])[A-Za-z0-9+=_-]{24,}/;

/**
 * Why a text is no reference to a Secret. What looks like a secret itself is
 * told apart, and never repeated: somebody pasted it into the wrong field.
 */
export function secretNote(
  text: string | undefined,
  { words, nameOnly = false }: { words: CreateWords; nameOnly?: boolean },
): FieldNote | undefined {
  if (!text) return undefined;
  if (findSecrets(text).length > 0 || RANDOM.test(text))
    return { kind: 'error', text: words('rule.secretItself') };
  const isRight = nameOnly ? NAME.test(text) : isReference(text);
  if (text.length <= MAX_CHARS && isRight) return undefined;
  const key = nameOnly ? 'rule.secretName' : 'rule.secretRef';
  return { kind: 'error', text: words(key) };
}

function isReference(text: string): boolean {
  const [name, key, ...more] = text.split('/');
  return more.length === 0 && NAME.test(name) && KEY.test(key ?? '');
}
