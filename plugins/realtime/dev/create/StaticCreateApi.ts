import {
  HttpRefusal,
  type CreateApi,
} from '@backstage-realtime/plugin-realtime-react';
import {
  toManifestRef,
  type CreateCheck,
  type CreateCheckRequest,
  type CreateDiff,
  type CreateDiffRequest,
  type CreateOptions,
  type CreatePlatforms,
  type NameUse,
  type RealtimeErrorCode,
} from '@backstage-realtime/plugin-realtime-common';
import { staticDiff } from './staticDiff';

/**
 * How the backend of a story is: it answers, refuses, never answers, or what it
 * asks is away; the cluster has a conflict, or wants a token of the user.
 */
export type CreateMood =
  'answers' | 'refuses' | 'silent' | 'away' | 'conflict' | 'asUser';

const OPTIONS: CreateOptions = {
  kubernetesClusters: [
    { name: 'prod-eu1', namespaces: ['default', 'team-*'] },
    { name: 'staging', namespaces: ['team-a', 'team-b'] },
  ],
  kafkaClusters: ['prod-eu1', 'staging'],
  mqttBrokers: ['factory'],
  webSocketEndpoints: ['pong'],
  claimApi: { group: 'platform.example.org', version: 'v1alpha1' },
};

const REFUSALS: Partial<
  Record<CreateMood, { code: RealtimeErrorCode; message: string }>
> = {
  away: { code: 'realtime.kubernetes.unreachable', message: 'it is away' },
  asUser: {
    code: 'realtime.kubernetes.user-token-needed',
    message: 'no token of the user came',
  },
  conflict: {
    code: 'realtime.kubernetes.conflict',
    message:
      'RealtimePlatformClaim ping-orders-platform in default was not applied on the Kubernetes cluster prod-eu1: .spec.profile (conflict with "kubectl"): let the other manager give the fields up, or leave them out here.',
  },
};

/** A backend in memory in which every name that begins with `taken` is in use. */
export class StaticCreateApi implements CreateApi {
  constructor(private readonly mood: CreateMood) {}

  async options(): Promise<CreateOptions> {
    await this.answer();
    return OPTIONS;
  }

  async check({ name, topics = [] }: CreateCheckRequest): Promise<CreateCheck> {
    await this.answer();
    const catalog = { kind: 'catalog' } as const;
    const kafka = { kind: 'kafka', system: 'prod-eu1' } as const;
    const namespace = 'default';
    const claims = {
      kind: 'kubernetes',
      system: 'prod-eu1',
      namespace,
    } as const;
    return {
      ...(name && {
        name: {
          name,
          uses: [
            this.use(catalog, name, `component:default/${name}`),
            this.use(claims, 'free', ''),
          ],
        },
      }),
      topics: topics.map(topic => ({
        name: topic,
        uses: [this.use(kafka, topic, topic)],
      })),
    };
  }

  async platforms(): Promise<CreatePlatforms> {
    await this.answer();
    const kubernetesCluster = 'prod-eu1';
    if (this.mood === 'away')
      return {
        platforms: [],
        more: 0,
        unknown: [
          {
            kubernetesCluster,
            code: 'realtime.kubernetes.unreachable',
            reason: 'it is away',
          },
        ],
      };
    const at = { kubernetesCluster, namespace: 'default' };
    return {
      platforms: [
        { ...at, name: 'orders-platform', isReady: true },
        { ...at, name: 'young-platform', isReady: false },
      ],
      more: 0,
      unknown: [],
    };
  }

  async diff({ manifests }: CreateDiffRequest): Promise<CreateDiff> {
    await this.answer();
    return {
      manifests: manifests.map((manifest, index) => {
        const ref = toManifestRef(manifest);
        const refusal = REFUSALS[this.mood];
        return refusal
          ? { ref, operation: 'refused', ...refusal }
          : { ref, ...staticDiff(manifest, index) };
      }),
    };
  }

  private use(place: NameUse['place'], name: string, by: string): NameUse {
    if (this.mood === 'away')
      return {
        place,
        state: 'unknown',
        code: 'realtime.kubernetes.unreachable',
        reason: 'it is away',
      };
    return name.startsWith('taken')
      ? { place, state: 'taken', by }
      : { place, state: 'free' };
  }

  private async answer(): Promise<void> {
    if (this.mood === 'silent') await new Promise(() => {});
    if (this.mood === 'refuses')
      throw new HttpRefusal(
        403,
        'realtime.create.forbidden',
        'Missing permission realtime.claim.create; the platform team grants it',
      );
  }
}
