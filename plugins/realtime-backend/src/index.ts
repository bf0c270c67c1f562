/**
 * Live records from Kafka, MQTT and WebSocket for Backstage entity pages.
 *
 * @packageDocumentation
 */
export { realtimePlugin as default } from './plugin';
export { provideRealtimeServer, type UpgradeServer } from './gateway';
export {
  createRolloutConditionalDecision,
  createStreamConditionalDecision,
  rolloutConditions,
  streamConditions,
} from './permissions/conditions';
export {
  hasRolloutCluster,
  hasRolloutNamespace,
  isRolloutOwner,
  rolloutPermissionRules,
  rolloutResourceRef,
  type RolloutQuery,
  type RolloutResource,
} from './permissions/rolloutRules';
export {
  hasSystem,
  isStreamOwner,
  matchesTopic,
  streamPermissionRules,
  streamResourceRef,
  type StreamQuery,
  type StreamResource,
} from './permissions/rules';
