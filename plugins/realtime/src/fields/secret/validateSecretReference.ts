import type { CustomFieldValidator } from '@backstage/plugin-scaffolder-react';
import { createWordsOf } from '../../translations/createWords';
import { secretNote } from './secretNote';
import {
  toText,
  type SecretReference,
  type SecretReferenceOptions,
} from './secretValue';

/** Refuses what is no reference, and first of all what looks like a secret. A list is left to its schema. */
export const validateSecretReference: CustomFieldValidator<
  SecretReference,
  SecretReferenceOptions
> = (value, field, { apiHolder, uiSchema }) => {
  if (Array.isArray(value)) return;
  const words = createWordsOf(apiHolder);
  const options = uiSchema?.['ui:options'];
  const note = secretNote(toText(value), { words, ...options });
  if (note) field.addError(note.text);
};
