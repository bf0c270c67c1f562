import type { Missing } from '@backstage-realtime/plugin-realtime-common';
import { canaryMessages } from '../words/canaryMessages';

type ToldCode = keyof typeof canaryMessages.rolloutMissing;

/** Name of the sentence that says why a rollout is not known. */
export function missingName({ code }: Missing): ToldCode {
  return isTold(code) ? code : 'other';
}

function isTold(code: string): code is ToldCode {
  return Object.hasOwn(canaryMessages.rolloutMissing, code);
}
