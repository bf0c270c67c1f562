import { createWordsOf } from '../../translations/createWords';
import type { TextValidator } from '../form/validation';
import { durationNote } from './durationNote';

/** Refuses what is no duration, or too long for Kafka. */
export const validateDuration: TextValidator = (text, field, { apiHolder }) => {
  const note = durationNote(text, createWordsOf(apiHolder));
  if (note?.kind === 'error') field.addError(note.text);
};
