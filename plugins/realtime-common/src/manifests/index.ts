export * from './check';
export * from './claimApi';
export * from './claims';
export * from './componentNames';
export { parseDurationMs } from './durations';
export * from './kafkaTopics';
export * from './manifest';
export {
  MANAGED_BY,
  MANIFEST_MARKS,
  manifestTarget,
  type ManifestTarget,
} from './metadata';
export * from './oamApplication';
export * from './rules';
export {
  applicationClaimFields,
  FRAMEWORKS,
  type ApplicationClaimForm,
} from './schemas/applicationClaimSpec';
export {
  COMPONENT_TYPES,
  componentProperties,
  type ComponentType,
} from './schemas/components';
export { kafkaTopicForm, type KafkaTopicForm } from './schemas/kafkaTopicSpec';
export {
  realtimePlatformFields,
  type RealtimePlatformForm,
} from './schemas/realtimePlatformSpec';
export { toManifestYaml } from './yaml';
export { toYamlLines, type YamlLine } from './yamlLines';
