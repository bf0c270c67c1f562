import { startRealKafka } from '@backstage-realtime/sandbox';
import { describeRealKafka } from '../../sources/kafka/testUtils/describeRealKafka';
import { recordsContract } from './contract/recordsContract';

describeRealKafka('health of records on Apache Kafka', () => {
  recordsContract(() => startRealKafka());
});
