import { CANARY_SENTENCES } from '@backstage-realtime/plugin-realtime-common';
import { createTranslationRef } from '@backstage/frontend-plugin-api';

/** Loaded when somebody reads German, not before. */
async function loadGerman() {
  const { germanCanarySentences } = await import('./canary/deSentences');
  return { default: germanCanarySentences };
}

/** Sentences about rollouts; an app can override each. @public */
export const realtimeCanaryTranslationRef = createTranslationRef({
  id: 'plugin.realtime.canary',
  messages: CANARY_SENTENCES as Record<string, string>,
  translations: { de: loadGerman },
});
