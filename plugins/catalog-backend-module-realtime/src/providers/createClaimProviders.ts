import type { LoggerService } from '@backstage/backend-plugin-api';
import type { Config } from '@backstage/config';
import { KubernetesClusters } from '@backstage-realtime/plugin-realtime-node';
import { KubernetesClaimProvider } from './KubernetesClaimProvider';
import type { ProviderWorld } from './ProviderWorld';
import { readClaimSettings } from './readClaimSettings';

/**
 * A provider for each cluster, kind and namespace of app-config; none without
 * that section. Throws where app-config has mistakes.
 */
export function createClaimProviders(
  config: Config,
  shared: { logger: LoggerService; signal: AbortSignal; world: ProviderWorld },
): KubernetesClaimProvider[] {
  const all = readClaimSettings(config);
  if (all.length === 0) return [];
  const clusters = KubernetesClusters.fromConfig(config);
  return all.flatMap(settings =>
    settings.kinds.flatMap(kind =>
      (settings.namespaces ?? [undefined]).map(namespace =>
        KubernetesClaimProvider.create({
          ...shared,
          settings,
          kind,
          namespace,
          clusters,
        }),
      ),
    ),
  );
}
