import { createTranslationRef } from '@backstage/frontend-plugin-api';
import { createMessages, loadGerman } from './create/createMessages';

/** Words of the form fields of templates; an app can override each. @public */
export const realtimeCreateTranslationRef = createTranslationRef({
  id: 'plugin.realtime.create',
  messages: createMessages as Record<string, string>,
  translations: { de: loadGerman },
});
