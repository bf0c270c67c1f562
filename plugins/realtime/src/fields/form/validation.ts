import type { CustomFieldValidator } from '@backstage/plugin-scaffolder-react';
import type {
  CreateCheckRequest,
  NameCheck,
} from '@backstage-realtime/plugin-realtime-common';
import {
  HttpRefusal,
  realtimeCreateApiRef,
} from '@backstage-realtime/plugin-realtime-react';
import { createWordsOf } from '../../translations/createWords';
import { notesOf } from './notesOf';

/** A validator of a field whose value is a text. */
export type TextValidator = CustomFieldValidator<string, unknown>;

/** What validators are told besides the value. */
export type ValidatorContext = Parameters<TextValidator>[2];

/**
 * Errors of names that are asked for once more before the next page, since
 * somebody may have taken them meanwhile. A backend that cannot be asked keeps
 * nobody here: the task asks again before it creates anything.
 */
export async function takenErrors(
  request: CreateCheckRequest,
  { apiHolder }: ValidatorContext,
  options: { mayExist?: boolean } = {},
): Promise<string[]> {
  const words = createWordsOf(apiHolder);
  const checks = await readChecks(request, apiHolder);
  return checks
    .flatMap(check => notesOf(check, words, options))
    .filter(({ kind }) => kind === 'error')
    .map(({ text }) => text);
}

async function readChecks(
  request: CreateCheckRequest,
  apiHolder: ValidatorContext['apiHolder'],
): Promise<NameCheck[]> {
  try {
    const check = await apiHolder.get(realtimeCreateApiRef)?.check(request);
    return check ? [...(check.name ? [check.name] : []), ...check.topics] : [];
  } catch (error) {
    if (error instanceof HttpRefusal || error instanceof TypeError) return [];
    throw error;
  }
}
