import type {
  AuthService,
  DiscoveryService,
} from '@backstage/backend-plugin-api';
import { ResponseError } from '@backstage/errors';
import {
  clusterTopicsSchema,
  type ClusterTopic,
} from '@backstage-realtime/plugin-realtime-common';

/** Time the realtime backend may take to ask a cluster. */
const TIMEOUT_MS = 30_000;

/** Where a provider gets the topics of a cluster from. */
export interface TopicLister {
  /** Every topic the cluster's credential may describe. Rejects when the cluster does not answer. */
  list(cluster: string): Promise<ClusterTopic[]>;
}

/** Asks the realtime backend, which alone has the addresses and credentials of clusters. */
export class HttpTopicLister implements TopicLister {
  static create(services: {
    auth: AuthService;
    discovery: DiscoveryService;
  }): HttpTopicLister {
    return new HttpTopicLister(services);
  }

  private constructor(
    private readonly services: {
      auth: AuthService;
      discovery: DiscoveryService;
    },
  ) {}

  async list(cluster: string): Promise<ClusterTopic[]> {
    const { auth, discovery } = this.services;
    const baseUrl = await discovery.getBaseUrl('realtime');
    const { token } = await auth.getPluginRequestToken({
      onBehalfOf: await auth.getOwnServiceCredentials(),
      targetPluginId: 'realtime',
    });
    const response = await fetch(
      `${baseUrl}/v1/clusters/${encodeURIComponent(cluster)}/topics`,
      {
        headers: { Authorization: `Bearer ${token}` },
        signal: AbortSignal.timeout(TIMEOUT_MS),
      },
    );
    if (!response.ok) throw await ResponseError.fromResponse(response);
    return clusterTopicsSchema.parse(await response.json()).topics;
  }
}
