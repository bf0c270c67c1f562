import type { Config } from '@backstage/config';
import {
  matchesAny,
  RealtimeError,
} from '@backstage-realtime/plugin-realtime-common';
import { HttpKubernetesClient } from './HttpKubernetesClient';
import type { KubernetesClient } from './KubernetesClient';
import {
  readKubernetesClusters,
  type KubernetesClusterSettings,
} from './settings';

/**
 * The Kubernetes clusters of app-config. A cluster is always named; there is
 * no default one, and no other takes the place of one that fails.
 * @public
 */
export class KubernetesClusters {
  private readonly settings: ReadonlyMap<string, KubernetesClusterSettings>;
  private readonly clients = new Map<string, KubernetesClient>();

  private constructor(settings: KubernetesClusterSettings[]) {
    this.settings = new Map(settings.map(each => [each.name, each]));
  }

  /** Reads app-config; throws where it has mistakes. Connects to nothing. */
  static fromConfig(config: Config): KubernetesClusters {
    return new KubernetesClusters(readKubernetesClusters(config));
  }

  get names(): string[] {
    return [...this.settings.keys()];
  }

  /** The client of a cluster, one for all who ask. Throws `realtime.kubernetes.unknown-cluster`, naming those that are known. */
  get(name: string): KubernetesClient {
    const settings = this.settingsOf(name);
    const client =
      this.clients.get(name) ?? HttpKubernetesClient.create(settings);
    this.clients.set(name, client);
    return client;
  }

  /**
   * The client of a cluster for what a user asked for: with the token of that
   * user where one came, which is kept no longer than its client. Where
   * app-config says `asUser`, the credential of the portal never stands in:
   * without a token this throws `realtime.kubernetes.user-token-needed`.
   */
  getFor(name: string, userToken?: string): KubernetesClient {
    const settings = this.settingsOf(name);
    if (!userToken) {
      if (settings.asUser) throw tokenNeeded(name, 'no token of the user came');
      return this.get(name);
    }
    if (!TOKEN.test(userToken))
      throw tokenNeeded(name, 'what came is no token');
    const serviceAccountToken = userToken;
    return HttpKubernetesClient.create({ ...settings, serviceAccountToken });
  }

  /** What app-config says of a cluster; throws as {@link KubernetesClusters.get} does. */
  settingsOf(name: string): KubernetesClusterSettings {
    const settings = this.settings.get(name);
    if (settings) return settings;
    const known = this.names.join(', ');
    throw new RealtimeError(
      'realtime.kubernetes.unknown-cluster',
      known
        ? `The Kubernetes cluster "${name.slice(0, 80)}" is not in app-config; known are ${known}.`
        : `No Kubernetes cluster is in app-config; add one under realtime.kubernetes.clusters.`,
    );
  }

  /** True when templates may create in this namespace of the cluster. */
  allowsNamespace(name: string, namespace: string): boolean {
    const { namespaces } = this.settingsOf(name);
    return namespaces
      ? matchesAny(namespaces, namespace)
      : !namespace.startsWith('kube-');
  }
}

/** What may stand in a header; a certificate or a file with tokens may not. */
const TOKEN = /^[\x21-\x7e]{1,16384}$/;

function tokenNeeded(name: string, why: string): RealtimeError {
  return new RealtimeError(
    'realtime.kubernetes.user-token-needed',
    `The Kubernetes cluster ${name} was to be asked as the user, and ${why}; give the step one as token: \${{ secrets.KUBERNETES_TOKEN }}.`,
  );
}
