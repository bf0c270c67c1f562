export {
  KafkaRecordSource,
  type KafkaRecordSourceOptions,
} from './KafkaRecordSource';
export { DEFAULT_KAFKA_LIMITS, type KafkaLimits } from './limits';
export { NO_SUCH_PARTITION } from './reader/missing';
