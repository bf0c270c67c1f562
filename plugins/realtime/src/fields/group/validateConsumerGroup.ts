import { createWordsOf } from '../../translations/createWords';
import type { TextValidator } from '../form/validation';
import { groupNote } from './groupNote';

/** Refuses what no consumer group may be called. */
export const validateConsumerGroup: TextValidator = (
  group,
  field,
  { apiHolder },
) => {
  const note = groupNote(group, createWordsOf(apiHolder));
  if (note?.kind === 'error') field.addError(note.text);
};
