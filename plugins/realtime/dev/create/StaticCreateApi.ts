import {
  HttpRefusal,
  type CreateApi,
} from '@backstage-realtime/plugin-realtime-react';
import type {
  CreateCheck,
  CreateCheckRequest,
  CreateDiff,
  CreateDiffRequest,
  CreateOptions,
  ManifestDiff,
  NameUse,
} from '@backstage-realtime/plugin-realtime-common';

/** How the backend of a story is: it answers, refuses, never answers, or what it asks is away. */
export type CreateMood = 'answers' | 'refuses' | 'silent' | 'away';

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

  async diff({ manifests }: CreateDiffRequest): Promise<CreateDiff> {
    await this.answer();
    return {
      manifests: manifests.map(({ apiVersion, kind, metadata }, index) => ({
        ref: { apiVersion, kind, namespace: 'default', name: metadata.name },
        ...this.outcome(index),
      })),
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

  private outcome(index: number): DistributiveOmit<ManifestDiff, 'ref'> {
    if (this.mood === 'away')
      return {
        operation: 'refused',
        code: 'realtime.kubernetes.unreachable',
        message: 'it is away',
      };
    return index > 0
      ? { operation: 'created' }
      : {
          operation: 'changed',
          changes: [
            { path: 'spec.topics[0].partitions', from: 3, to: 6 },
            { path: 'spec.profile', to: 'production' },
          ],
          moreChanges: 0,
        };
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

type DistributiveOmit<T, K extends PropertyKey> = T extends unknown
  ? Omit<T, K>
  : never;
