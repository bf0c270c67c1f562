import {
  APPLICATION_CLAIM,
  claimApiVersion,
  REALTIME_PLATFORM_CLAIM,
  type ClaimApi,
} from '@backstage-realtime/plugin-realtime-common';
import type { KubernetesClient } from '@backstage-realtime/plugin-realtime-node';
import { PLACE_TIMEOUT_MS, type Use } from './askPlace';

const KINDS = [APPLICATION_CLAIM, REALTIME_PLATFORM_CLAIM];

/** Whether a claim of either kind has the name in the namespace. Errors: realtime.kubernetes.*. */
export async function claimUse(
  client: KubernetesClient,
  claimApi: ClaimApi,
  { namespace, name }: { namespace: string; name: string },
): Promise<Use> {
  const signal = AbortSignal.timeout(PLACE_TIMEOUT_MS);
  const apiVersion = claimApiVersion(claimApi);
  const found = await Promise.all(
    KINDS.map(kind =>
      client.get({ apiVersion, kind, namespace, name }, { signal }),
    ),
  );
  const holder = found.find(object => object !== undefined);
  return holder
    ? { state: 'taken', by: `${holder.kind} ${holder.metadata.name}` }
    : { state: 'free' };
}
