import { SYSTEM_CLOCK, type Clock } from '../Clock';
import { InternalClient } from '../controllers/InternalClient';
import type { KubernetesApi } from '../KubernetesApi';
import type { Kind } from '../model/Kind';
import { AnalysisController } from './analysis/AnalysisController';
import type { AnalysisKinds } from './analysis/Runs';
import { ExperimentController } from './experiments/ExperimentController';
import { PodController, type PodPace } from './pods/PodController';
import { RolloutController } from './RolloutController';

export const ROLLOUT_API = 'argoproj.io/v1alpha1';

/** Fast enough to be watched, slow enough to be seen. */
const PACE: PodPace = { startMs: 3_000, stopMs: 3_000 };

export interface RolloutOptions {
  /** What analysis asks when a metric names no address. */
  prometheusUrl: string;
  pace?: PodPace;
  clock?: Clock;
}

/** The controllers behind rollouts: pods, steps, analysis, experiments. */
export class Rollouts {
  readonly #parts: { stop(): void }[];

  /** Throws when the kinds of rollouts are not defined. */
  constructor(api: KubernetesApi, options: RolloutOptions) {
    const { clock = SYSTEM_CLOCK, pace = PACE, prometheusUrl } = options;
    const client = new InternalClient(api, 'rollouts-controller');
    const kinds = findKinds(client);
    this.#parts = [
      new PodController(
        new InternalClient(api, 'kube-controller-manager'),
        clock,
        pace,
      ),
      new AnalysisController(client, kinds.run, clock, prometheusUrl),
      new ExperimentController(client, kinds, clock),
      new RolloutController(client, kinds, clock),
    ];
  }

  stop(): void {
    this.#parts.forEach(each => each.stop());
  }
}

function findKinds(client: InternalClient): AnalysisKinds {
  const find = (name: string): Kind => {
    const kind = client.kind(ROLLOUT_API, name);
    if (!kind) {
      throw new Error(`The kind ${name} of ${ROLLOUT_API} is not defined.`);
    }
    return kind;
  };
  return {
    rollout: find('Rollout'),
    run: find('AnalysisRun'),
    experiment: find('Experiment'),
    template: find('AnalysisTemplate'),
    clusterTemplate: find('ClusterAnalysisTemplate'),
  };
}
