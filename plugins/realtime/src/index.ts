/**
 * Entity tab and card that show what flows through Kafka topics, WebSockets and
 * MQTT. The plugin of the new frontend system is the default export of `/alpha`.
 *
 * @packageDocumentation
 */
export {
  isRealtimeAvailable,
  isRolloutAvailable,
  isTopicHealthAvailable,
} from '@backstage-realtime/plugin-realtime-common';
export type { CanaryCardProps } from './entity/canary/CanaryCard';
export type { LiveCardProps } from './entity/LiveCard';
export type { TopicHealthCardProps } from './entity/topics/TopicHealthCard';
export type { TopicsTabProps } from './entity/topics/TopicsTab';
export * from './fields/fieldExtensions';
export type {
  ManifestsOptions,
  ManifestsSource,
} from './fields/manifests/buildPreview';
export type {
  SecretReference,
  SecretReferenceOptions,
} from './fields/secret/secretValue';
export type { TopicOptions } from './fields/topic/topicOptions';
export type { RealtimePageProps } from './pages/RealtimePage';
export { RealtimeSidebarItem } from './pages/RealtimeSidebarItem';
export {
  EntityCanaryCard,
  EntityCanaryContent,
  EntityLiveCard,
  EntityMessagesContent,
  EntityTopicHealthCard,
  EntityTopicsContent,
  RealtimePage,
  realtimePlugin,
} from './plugin';
export {
  canaryRouteRef,
  messagesRouteRef,
  ongoingTaskRouteRef,
  rootRouteRef,
  topicsRouteRef,
} from './routes';
export { realtimeCanaryTranslationRef } from './translations/canaryTranslationRef';
export { realtimeCreateTranslationRef } from './translations/createTranslationRef';
export { realtimeHealthTranslationRef } from './translations/healthTranslationRef';
export { realtimeTranslationRef } from './translations/translationRef';
