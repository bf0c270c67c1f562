import { startRealKafka } from '@backstage-realtime/sandbox';
import { describeRealKafka } from '../../sources/kafka/testUtils/describeRealKafka';
import { observationContract } from './contract/observationContract';
import { transactionsContract } from './contract/transactionsContract';

describeRealKafka('a real broker (needs Java 17 and Maven)', () => {
  observationContract('Apache Kafka', () => startRealKafka());
  transactionsContract(() => startRealKafka());
});
