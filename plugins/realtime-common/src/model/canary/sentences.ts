import { CONTROL_SENTENCES } from './words/controls';
import { DETAIL_SENTENCES } from './words/details';
import { PHASE_SENTENCES } from './words/phases';

/**
 * Every sentence about a rollout, in English, by key; as `HEALTH_SENTENCES`.
 * `formatFinding` knows them too.
 * @public
 */
export const CANARY_SENTENCES = {
  ...PHASE_SENTENCES,
  ...DETAIL_SENTENCES,
  ...CONTROL_SENTENCES,
} as const;

/** Key of {@link CANARY_SENTENCES}. @public */
export type CanarySentence = keyof typeof CANARY_SENTENCES;
