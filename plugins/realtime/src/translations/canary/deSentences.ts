import { germanControls } from './sentences/controls';
import { germanDetails } from './sentences/details';
import { germanPhases } from './sentences/phases';

/** German sentences about rollouts, complete; a test keeps keys and places equal to the English ones. */
export const germanCanarySentences: Record<string, string> = {
  ...germanPhases,
  ...germanDetails,
  ...germanControls,
};
