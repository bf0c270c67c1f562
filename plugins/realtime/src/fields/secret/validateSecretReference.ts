import { createWordsOf } from '../../translations/createWords';
import type { TextValidator } from '../form/validation';
import { secretNote } from './secretNote';

/** Refuses what is no reference, and first of all what looks like a secret. */
export const validateSecretReference: TextValidator = (
  text,
  field,
  { apiHolder },
) => {
  const note = secretNote(text, createWordsOf(apiHolder));
  if (note) field.addError(note.text);
};
