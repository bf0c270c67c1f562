/** Apache Kafka on this machine, without loading the rest of the sandbox. */
export { createReadyTopics } from '../createReadyTopics';
export { findRealKafka } from './findRealKafka';
export { installKafkaTools } from './KafkaTools';
export {
  startRealKafkaCluster,
  type RealKafkaCluster,
} from './RealKafkaCluster';
