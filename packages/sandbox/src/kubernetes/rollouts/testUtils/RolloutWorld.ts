import { ApiCaller } from '../../contract/ApiCaller';
import { FREE_KINDS } from '../../kinds/freeKinds';
import { KubernetesApi } from '../../KubernetesApi';
import type { JsonObject } from '../../model/json';
import { Rollouts } from '../Rollouts';
import { ManualClock, settle } from './ManualClock';

const ARGO = '/apis/argoproj.io/v1alpha1/namespaces/default';
const PLACES = {
  rollouts: ARGO,
  analysisruns: ARGO,
  analysistemplates: ARGO,
  experiments: ARGO,
  replicasets: '/apis/apps/v1/namespaces/default',
  pods: '/api/v1/namespaces/default',
};

type Plural = keyof typeof PLACES;

/** An object as its reader sees it. */
export interface Seen {
  metadata: {
    name: string;
    labels: Record<string, string>;
    annotations: Record<string, string>;
    ownerReferences: { kind: string; name: string }[];
    deletionTimestamp?: string;
  };
  spec: Record<string, unknown> & { replicas?: number };
  status: Record<string, unknown> & {
    phase?: string;
    message?: string;
    currentStepIndex?: number;
  };
}

export const TEN_SECONDS = 10_000;

/** The API with the controllers of rollouts behind it, used by HTTP, in a time of its own. */
export class RolloutWorld {
  private constructor(
    readonly api: KubernetesApi,
    readonly clock: ManualClock,
    private readonly admin: ApiCaller,
    private readonly rollouts: Rollouts,
  ) {}

  static async start(
    prometheusUrl = 'http://127.0.0.1:1',
  ): Promise<RolloutWorld> {
    const clock = new ManualClock();
    const { now } = clock;
    const api = await KubernetesApi.start({
      definitions: [...FREE_KINDS],
      now,
    });
    const pace = { startMs: 2_000, stopMs: 2_000 };
    const rollouts = new Rollouts(api, { clock, pace, prometheusUrl });
    const admin = new ApiCaller(api, api.tokens.admin);
    return new RolloutWorld(api, clock, admin, rollouts);
  }

  async close(): Promise<void> {
    this.rollouts.stop();
    await this.api.close();
  }

  async create(plural: Plural, name: string, spec: object): Promise<void> {
    const answer = await this.admin.post(`${PLACES[plural]}/${plural}`, {
      metadata: { name },
      spec,
    });
    if (answer.code !== 201) {
      throw new Error(String(answer.body.message));
    }
  }

  /** A rollout whose first revision is there. */
  async createStable(
    name: string,
    steps: object[],
    own: object = {},
    canary: object = {},
  ): Promise<void> {
    await this.create('rollouts', name, {
      replicas: 4,
      selector: { matchLabels: { app: name } },
      template: templateOf(name, 'v1'),
      strategy: { canary: { steps, ...canary } },
      ...own,
    });
    await this.pass(TEN_SECONDS);
  }

  /** Begins the next revision. */
  deploy(name: string, tag: string): Promise<void> {
    return this.patch(name, { spec: { template: templateOf(name, tag) } });
  }

  async patch(name: string, change: object, subresource = ''): Promise<void> {
    const path = `${ARGO}/rollouts/${name}${subresource}`;
    await this.admin.patch(path, 'merge-patch+json', change);
    await settle();
  }

  patchStatus(name: string, status: object): Promise<void> {
    return this.patch(name, { status }, '/status');
  }

  async remove(plural: Plural, name: string): Promise<void> {
    await this.admin.delete(`${PLACES[plural]}/${plural}/${name}`);
    await settle();
  }

  async get(plural: Plural, name: string): Promise<Seen> {
    const { body } = await this.admin.get(
      `${PLACES[plural]}/${plural}/${name}`,
    );
    return body as unknown as Seen;
  }

  async list(plural: Plural): Promise<Seen[]> {
    const { body } = await this.admin.get(`${PLACES[plural]}/${plural}`);
    return body.items as unknown as Seen[];
  }

  async status(name: string): Promise<Seen['status']> {
    return (await this.get('rollouts', name)).status;
  }

  /** Names of pods by revision hash, without those that end. */
  async podsOf(name: string): Promise<Record<string, number>> {
    const counts: Record<string, number> = {};
    for (const { metadata } of await this.list('pods')) {
      const hash = metadata.labels['rollouts-pod-template-hash'];
      if (metadata.labels.app === name && !metadata.deletionTimestamp) {
        counts[hash] = (counts[hash] ?? 0) + 1;
      }
    }
    return counts;
  }

  pass(ms: number): Promise<void> {
    return this.clock.advance(ms);
  }

  /** Lets time pass, a second at a time, until it is so. */
  async until(
    name: string,
    isSo: (status: Seen['status']) => boolean,
  ): Promise<Seen['status']> {
    const MAX_SECONDS = 300;
    for (let second = 0; second < MAX_SECONDS; second += 1) {
      const status = await this.status(name);
      if (isSo(status)) {
        return status;
      }
      await this.pass(1_000);
    }
    throw new Error(
      `It never was so: ${JSON.stringify(await this.status(name))}`,
    );
  }
}

export function templateOf(name: string, tag: string): JsonObject {
  return {
    metadata: { labels: { app: name } },
    spec: {
      containers: [{ name: 'app', image: `registry.invalid/${name}:${tag}` }],
    },
  };
}
