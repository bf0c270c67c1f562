import type { Missing } from '@backstage-realtime/plugin-realtime-common';
import { canaryMessages } from '../words/canaryMessages';

type ToldCode = keyof typeof canaryMessages.rolloutMissing;

/** Name of the sentence that says why a rollout is not known. */
export function missingName({ code, detail = '' }: Missing): ToldCode {
  // A cluster without the kind and one without the object answer alike.
  if (code === 'not-found' && NOT_SERVED.test(detail)) return 'unsupported';
  return isTold(code) ? code : 'other';
}

/** As the server tells of a kind that a cluster does not know. */
const NOT_SERVED = / does not serve /;

function isTold(code: string): code is ToldCode {
  return Object.hasOwn(canaryMessages.rolloutMissing, code);
}
