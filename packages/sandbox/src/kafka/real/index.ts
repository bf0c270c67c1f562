/** Apache Kafka on this machine, without loading the rest of the sandbox. */
export { findRealKafka } from './findRealKafka';
export { installKafkaTools } from './KafkaTools';
export {
  startRealKafkaCluster,
  type RealKafkaCluster,
} from './RealKafkaCluster';
