import { findPrometheus } from '@backstage-realtime/sandbox';
import { prometheusContract } from './contract/prometheusContract';
import { RealPrometheus } from './testUtils/RealPrometheus';

const path = findPrometheus();
const describeReal = path ? describe : describe.skip;

describeReal('a real Prometheus (needs `prometheus` on the PATH)', () => {
  prometheusContract('Prometheus', () => RealPrometheus.start(path!));
});
