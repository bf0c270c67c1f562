/**
 * Entity tab and card that show what flows through Kafka topics, WebSockets and
 * MQTT. The plugin of the new frontend system is the default export of `/alpha`.
 *
 * @packageDocumentation
 */
export { isRealtimeAvailable } from '@backstage-realtime/plugin-realtime-common';
export type { LiveCardProps } from './entity/LiveCard';
export {
  EntityLiveCard,
  EntityMessagesContent,
  realtimePlugin,
} from './plugin';
export { messagesRouteRef } from './routes';
export { realtimeTranslationRef } from './translations/translationRef';
