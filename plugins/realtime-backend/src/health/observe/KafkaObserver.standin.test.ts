import { StandInKafka } from '@backstage-realtime/sandbox';
import { observationContract } from './contract/observationContract';

observationContract('one stand-in broker', () => StandInKafka.start());

observationContract(
  'an old stand-in broker',
  () => StandInKafka.start({ isOld: true }),
  { isOld: true },
);

observationContract('three stand-in brokers', () =>
  StandInKafka.start({ brokers: 3 }),
);
