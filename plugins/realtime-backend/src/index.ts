/**
 * Live records from Kafka, MQTT and WebSocket for Backstage entity pages.
 *
 * @packageDocumentation
 */
export { realtimePlugin as default } from './plugin';
export { provideRealtimeServer, type UpgradeServer } from './gateway';
export {
  createStreamConditionalDecision,
  streamConditions,
} from './permissions/conditions';
export {
  hasSystem,
  isStreamOwner,
  matchesTopic,
  streamPermissionRules,
  streamResourceRef,
  type StreamQuery,
  type StreamResource,
} from './permissions/rules';
