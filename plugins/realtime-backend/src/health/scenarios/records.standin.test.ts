import { StandInKafka } from '@backstage-realtime/sandbox';
import { recordScenarios } from './testUtils/recordScenarios';

describe('health of records on the stand-in broker', () => {
  recordScenarios(() => StandInKafka.start());
});
