import {
  RealtimeError,
  type Missing,
} from '@backstage-realtime/plugin-realtime-common';
import type { WatchPlace } from './kinds';

/** Why a kind cannot be read, in a clause. The server's own words stay in the log. */
export function sayMissing(
  error: unknown,
  { kind }: { kind: string },
  place: WatchPlace,
): Missing {
  const code = error instanceof RealtimeError ? error.code : undefined;
  const { cluster, namespace } = place;
  const within = namespace ? ` in ${namespace}` : '';
  switch (code) {
    case 'realtime.kubernetes.forbidden':
      return {
        code: 'no-permission',
        detail: `the credential for ${cluster} may not list ${kind} objects${within}`,
      };
    case 'realtime.kubernetes.unknown-kind':
      return {
        code: 'unsupported',
        detail: `${cluster} does not serve ${kind} objects`,
      };
    case 'realtime.kubernetes.unreachable':
      return unreachable(place);
    default:
      return {
        code: 'failed',
        detail: `${cluster} did not list ${kind} objects${within}`,
      };
  }
}

export function unreachable({ cluster }: WatchPlace): Missing {
  return { code: 'unreachable', detail: `${cluster} does not answer` };
}

export function cutShort(
  { kind }: { kind: string },
  { cluster, namespace }: WatchPlace,
  limit: number,
): Missing {
  return {
    code: 'failed',
    detail: `${namespace} on ${cluster} has more than ${limit} ${kind} objects; the others are left out`,
  };
}
