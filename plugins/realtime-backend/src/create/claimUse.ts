import {
  APPLICATION_CLAIM,
  claimApiVersion,
  OAM_API_VERSION,
  REALTIME_PLATFORM_CLAIM,
  RealtimeError,
  type ClaimApi,
} from '@backstage-realtime/plugin-realtime-common';
import type { KubernetesClient } from '@backstage-realtime/plugin-realtime-node';
import { PLACE_TIMEOUT_MS, type Use } from './askPlace';

const CLAIMS = [APPLICATION_CLAIM, REALTIME_PLATFORM_CLAIM];

/** Whether a claim of either kind, or an application, has the name in the namespace. Errors: realtime.kubernetes.*. */
export async function claimUse(
  client: KubernetesClient,
  claimApi: ClaimApi,
  { namespace, name }: { namespace: string; name: string },
): Promise<Use> {
  const signal = AbortSignal.timeout(PLACE_TIMEOUT_MS);
  const find = (apiVersion: string, kind: string) =>
    client.get({ apiVersion, kind, namespace, name }, { signal });
  const found = await Promise.all([
    ...CLAIMS.map(kind => find(claimApiVersion(claimApi), kind)),
    find(OAM_API_VERSION, 'Application').catch(notServed),
  ]);
  const holder = found.find(object => object !== undefined);
  return holder
    ? { state: 'taken', by: `${holder.kind} ${holder.metadata.name}` }
    : { state: 'free' };
}

/** Where there is no KubeVela, no application has a name. */
function notServed(error: unknown): undefined {
  const isOther =
    error instanceof RealtimeError &&
    error.code === 'realtime.kubernetes.unknown-kind';
  if (isOther) return undefined;
  throw error;
}
