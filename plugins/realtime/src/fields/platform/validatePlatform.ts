import { whyNotServiceName } from '@backstage-realtime/plugin-realtime-common';
import { createWordsOf } from '../../translations/createWords';
import type { TextValidator } from '../form/validation';

/** Refuses what no platform can be called; whether it is there, the task asks. */
export const validatePlatform: TextValidator = (name, field, { apiHolder }) => {
  if (name && whyNotServiceName(name))
    field.addError(createWordsOf(apiHolder)('rule.name'));
};
