import {
  RealtimeError,
  type RolloutRef,
  type RolloutSelector,
} from '@backstage-realtime/plugin-realtime-common';
import type {
  KubernetesClient,
  KubernetesClusters,
} from '@backstage-realtime/plugin-realtime-node';
import type { Clock } from '../../clock';

/** What was found, and what could not be asked. */
export interface Found {
  rollouts: RolloutRef[];
  problems: string[];
}

/** Rollouts one selector may find; more are cut. */
const MAX_FOUND = 100;

/** Selectors whose answer is remembered. */
const MAX_REMEMBERED = 1_000;

/** A page waits for this; a cluster that takes longer is a problem in a sentence. */
const PATIENCE_MS = 3_000;

interface Remembered {
  untilMs: number;
  found: Promise<Found>;
}

/** Asks clusters which rollouts have certain labels; an answer serves everybody for a while. */
export class LabelFinder {
  private readonly remembered = new Map<string, Remembered>();

  static create(options: {
    clusters: Pick<KubernetesClusters, 'get' | 'names'>;
    clock: Clock;
    findMs: number;
  }): LabelFinder {
    return new LabelFinder(options);
  }

  private constructor(
    private readonly options: {
      clusters: Pick<KubernetesClusters, 'get' | 'names'>;
      clock: Clock;
      findMs: number;
    },
  ) {}

  async find(selector: RolloutSelector): Promise<Found> {
    const { clock, findMs } = this.options;
    const key = JSON.stringify(selector);
    const known = this.remembered.get(key);
    if (known && known.untilMs > clock.now()) return known.found;
    if (this.remembered.size >= MAX_REMEMBERED) this.remembered.clear();
    const found = this.ask(selector);
    this.remembered.set(key, { untilMs: clock.now() + findMs, found });
    return found;
  }

  private async ask({ cluster, ...selector }: RolloutSelector): Promise<Found> {
    const { clusters } = this.options;
    const names = cluster === undefined ? clusters.names : [cluster];
    const answers = await Promise.all(
      names.map(name => this.askOne(name, selector)),
    );
    return {
      rollouts: answers.flatMap(each => each.rollouts).slice(0, MAX_FOUND),
      problems: answers.flatMap(each => each.problems),
    };
  }

  private async askOne(
    name: string,
    { namespace, labels }: Omit<RolloutSelector, 'cluster'>,
  ): Promise<Found> {
    try {
      const client = this.options.clusters.get(name);
      return {
        rollouts: await list(client, namespace, labels),
        problems: [],
      };
    } catch (error) {
      return { rollouts: [], problems: problemOf(error, name) };
    }
  }
}

async function list(
  client: KubernetesClient,
  namespace: string | undefined,
  labelSelector: string,
): Promise<RolloutRef[]> {
  const objects = await client.list(
    { ...ROLLOUT, namespace, labelSelector },
    { signal: AbortSignal.timeout(PATIENCE_MS) },
  );
  return objects.map(({ metadata }) => ({
    cluster: client.cluster,
    namespace: metadata.namespace ?? '',
    name: metadata.name,
  }));
}

const ROLLOUT = { apiVersion: 'argoproj.io/v1alpha1', kind: 'Rollout' };

/** A cluster without Argo Rollouts has none of these rollouts; that is no problem. */
function problemOf(error: unknown, cluster: string): string[] {
  if (!(error instanceof RealtimeError))
    return [
      `The Kubernetes cluster ${cluster} did not say in time which rollouts have the labels of this entity.`,
    ];
  return error.code === 'realtime.kubernetes.unknown-kind'
    ? []
    : [error.message];
}
