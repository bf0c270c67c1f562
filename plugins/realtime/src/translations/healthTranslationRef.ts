import { HEALTH_SENTENCES } from '@backstage-realtime/plugin-realtime-common';
import { createTranslationRef } from '@backstage/frontend-plugin-api';

/** Loaded when somebody reads German, not before. */
async function loadGerman() {
  const { germanSentences } = await import('./health/deSentences');
  return { default: germanSentences };
}

/** Sentences that checks of topic health say; an app can override each. @public */
export const realtimeHealthTranslationRef = createTranslationRef({
  id: 'plugin.realtime.health',
  messages: HEALTH_SENTENCES as Record<string, string>,
  translations: { de: loadGerman },
});
