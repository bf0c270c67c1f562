import { StandInKafka } from '../standin/StandInKafka';
import { kafkaContract } from './kafkaContract';

kafkaContract('one stand-in broker', () => StandInKafka.start());

kafkaContract('three stand-in brokers', () =>
  StandInKafka.start({ brokers: 3 }),
);
