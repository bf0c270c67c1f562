import { componentMessages } from '@backstage-realtime/plugin-realtime-react';
import { createTranslationRef } from '@backstage/frontend-plugin-api';

/** English words of the page itself. */
export const pageMessages = {
  loading: 'Asking which streams belong here',
  loadFailed: 'The streams of this entity could not be listed',
  tryAgain: 'Try again',
  noStreams: 'Tell which streams belong here',
  noStreamsText:
    'One line in catalog-info.yaml names them, several separated by commas. It is a wish: an allow rule in app-config must permit it.',
  problems_one: '1 part of the annotations cannot be read',
  problems_other: '{{count}} parts of the annotations cannot be read',
  problemsOthers: 'The other streams work.',
  columns: 'Show as columns',
  fullHeight: 'Full height',
  leaveFullHeight: 'Leave full height',
  zoneUtc: 'UTC',
  zoneLocal: 'Local',
  zoneSwitch: 'Time zone: {{zone}}; change',
  linkCopied: 'Link copied',
  recordLoading: 'Asking for the record of this link',
  recordFailed: 'The record of this link cannot be shown',
  recordNotFound: 'The record of this link is no longer held',
  close: 'Close',
} as const;

/** Loaded when somebody reads German, not before. */
async function loadGerman() {
  const { germanMessages } = await import('./de');
  return { default: germanMessages };
}

/** Words of the tab and the card; an app can override each. @public */
export const realtimeTranslationRef = createTranslationRef({
  id: 'plugin.realtime',
  messages: {
    ...componentMessages,
    page: pageMessages,
  },
  translations: { de: loadGerman },
});
