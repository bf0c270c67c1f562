export * from './check';
export * from './claimApi';
export * from './claims';
export { parseDurationMs } from './durations';
export * from './kafkaTopics';
export * from './manifest';
export { MANAGED_BY, MANIFEST_MARKS, type ManifestTarget } from './metadata';
export * from './oamApplication';
export * from './rules';
export {
  FRAMEWORKS,
  type ApplicationClaimForm,
} from './schemas/applicationClaimSpec';
export { COMPONENT_TYPES, type ComponentType } from './schemas/components';
export type { KafkaTopicForm } from './schemas/kafkaTopicSpec';
export type { RealtimePlatformForm } from './schemas/realtimePlatformSpec';
export { toManifestYaml } from './yaml';
