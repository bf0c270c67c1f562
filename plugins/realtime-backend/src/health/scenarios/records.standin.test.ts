import { StandInKafka } from '@backstage-realtime/sandbox';
import { recordsContract } from './contract/recordsContract';

describe('health of records on the stand-in broker', () => {
  recordsContract(() => StandInKafka.start());
});
