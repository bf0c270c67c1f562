import { StandInKafka } from '@backstage-realtime/sandbox';
import { kafkaRecordSourceContract } from './contract/kafkaRecordSourceContract';

kafkaRecordSourceContract('one stand-in broker', () => StandInKafka.start());

kafkaRecordSourceContract('three stand-in brokers', () =>
  StandInKafka.start({ brokers: 3 }),
);
