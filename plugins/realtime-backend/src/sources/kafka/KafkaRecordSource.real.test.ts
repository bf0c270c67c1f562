import { startRealKafka } from '@backstage-realtime/sandbox';
import { apacheKafkaOnly } from './contract/apacheKafkaOnly';
import { kafkaRecordSourceContract } from './contract/kafkaRecordSourceContract';
import { describeRealKafka } from './testUtils/describeRealKafka';

describeRealKafka('a real broker (needs Java 17 and Maven)', () => {
  kafkaRecordSourceContract('Apache Kafka', () => startRealKafka());
  apacheKafkaOnly(() => startRealKafka());
});
