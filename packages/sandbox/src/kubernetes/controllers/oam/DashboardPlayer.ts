import type { KubernetesObject } from '../../model/KubernetesObject';
import { SECRET } from '../../kinds/builtInKinds';
import type { InternalClient } from '../InternalClient';
import { metabaseSecretOf, writeMetabaseSecret } from '../platformSecrets';
import { listSecretsOf, readSecret } from '../secrets';
import type { Part, Player, Properties, Verdict } from './component';
import { judgeDashboard, type DashboardKind } from './verdicts';

type Spec = Properties<'analytics-dashboard'>;

/**
 * `analytics-dashboard`: the Secret of Metabase, and nothing more. Neither
 * Metabase nor Grafana runs in the sandbox, so a dashboard never gets healthy
 * here, and says why: first what would be missing in any cluster.
 */
export class DashboardPlayer implements Player<Spec> {
  readonly #client: InternalClient;
  readonly #metabaseUrl: string;

  constructor(client: InternalClient, metabaseUrl: string) {
    this.#client = client;
    this.#metabaseUrl = metabaseUrl;
  }

  workload(properties: Spec) {
    const kind = kindOf(properties);
    return kind === 'Grafana'
      ? { apiVersion: 'grafana.integreatly.org/v1beta1', kind }
      : { apiVersion: 'apps/v1', kind };
  }

  async ensure({
    application,
    name,
    namespace,
    properties,
  }: Part<Spec>): Promise<Verdict> {
    const kind = kindOf(properties);
    const words = judgeDashboard(kind, false);
    if (kind === 'Deployment') {
      writeMetabaseSecret(this.#client, application, name, this.#metabaseUrl);
    }
    const missing = (properties.dataSources ?? []).find(
      ({ secretRef }) => !readSecret(this.#client, namespace, secretRef),
    );
    const program = kind === 'Grafana' ? 'Grafana' : 'Metabase';
    const reason = missing
      ? `there is no Secret ${missing.secretRef} in the namespace ${namespace}, which the data source ${missing.name} needs`
      : `${program} does not run in the sandbox; in a cluster its pods would start now`;
    return { ...words, reason };
  }

  list(application: KubernetesObject): string[] {
    const suffix = metabaseSecretOf('');
    return listSecretsOf(this.#client, application)
      .filter(name => name.endsWith(suffix))
      .map(name => name.slice(0, -suffix.length));
  }

  async remove(
    { metadata: { namespace = '' } }: KubernetesObject,
    name: string,
  ): Promise<void> {
    const secret = { kind: SECRET, namespace, name: metabaseSecretOf(name) };
    this.#client.remove(secret);
  }
}

function kindOf({ dashboardType }: Spec): DashboardKind {
  return dashboardType === 'grafana' ? 'Grafana' : 'Deployment';
}
