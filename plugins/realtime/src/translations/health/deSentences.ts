import { germanAvailability } from './sentences/availability';
import { germanConsumers } from './sentences/consumers';
import { germanContent } from './sentences/content';
import { germanFlow } from './sentences/flow';
import { germanLag } from './sentences/lag';
import { germanObserving } from './sentences/observing';
import { germanRates } from './sentences/rates';
import { germanRetention } from './sentences/retention';

/** German sentences of checks, complete; a test keeps keys and places equal to the English ones. */
export const germanSentences: Record<string, string> = {
  ...germanAvailability,
  ...germanRetention,
  ...germanConsumers,
  ...germanLag,
  ...germanFlow,
  ...germanRates,
  ...germanContent,
  ...germanObserving,
};
