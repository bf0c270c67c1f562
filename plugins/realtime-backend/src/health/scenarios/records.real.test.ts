import { startRealKafka } from '@backstage-realtime/sandbox';
import { describeRealKafka } from '../../sources/kafka/testUtils/describeRealKafka';
import { recordScenarios } from './testUtils/recordScenarios';

describeRealKafka('health of records on Apache Kafka', () => {
  recordScenarios(() => startRealKafka());
});
