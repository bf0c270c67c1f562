import type { CreateOptions } from '@backstage-realtime/plugin-realtime-common';
import {
  HttpRefusal,
  realtimeCreateApiRef,
} from '@backstage-realtime/plugin-realtime-react';
import { createWordsOf } from '../../translations/createWords';
import type { TextValidator, ValidatorContext } from '../form/validation';
import { whyNotAmong } from './whyNotAmong';

/** Refuses names that app-config does not have, where it could be asked. */
export function validatePicked(
  namesOf: (options: CreateOptions) => string[],
): TextValidator {
  return async (value, field, { apiHolder }) => {
    const options = value ? await readOptions(apiHolder) : undefined;
    if (!options) return;
    const words = createWordsOf(apiHolder);
    for (const { text } of whyNotAmong(value, namesOf(options), words))
      field.addError(text);
  };
}

/** Undefined when they cannot be read: the task refuses unknown names as well. */
export async function readOptions(
  apiHolder: ValidatorContext['apiHolder'],
): Promise<CreateOptions | undefined> {
  try {
    return await apiHolder.get(realtimeCreateApiRef)?.options();
  } catch (error) {
    if (error instanceof HttpRefusal || error instanceof TypeError)
      return undefined;
    throw error;
  }
}
