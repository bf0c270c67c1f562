export * from './names';
export { findSecrets } from './secrets';
export * from './topicNames';
