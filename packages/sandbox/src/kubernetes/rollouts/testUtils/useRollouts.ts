import { PrometheusApi } from '../../../prometheus/PrometheusApi';
import { RolloutWorld } from './RolloutWorld';

/** For the tests of one file: rollouts that ask a Prometheus of their own. */
export function useRollouts() {
  const running: { world?: RolloutWorld; prometheus?: PrometheusApi } = {};

  beforeAll(async () => {
    running.prometheus = await PrometheusApi.start();
    running.world = await RolloutWorld.start(running.prometheus.url);
  });

  afterAll(async () => {
    await running.world?.close();
    await running.prometheus?.close();
  });

  return {
    world: () => there(running.world),
    prometheus: () => there(running.prometheus),
  };
}

function there<T>(part: T | undefined): T {
  if (part === undefined) throw new Error('it runs within tests only');
  return part;
}
