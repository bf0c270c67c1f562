import { RealtimeError } from '@backstage-realtime/plugin-realtime-common';
import type {
  KubernetesClient,
  KubernetesObject,
  WatchTarget,
} from '@backstage-realtime/plugin-realtime-node';

/** All objects of a target as they are now; a cluster that does not answer is an error. */
export async function listObjects(
  client: KubernetesClient,
  target: WatchTarget,
  signal: AbortSignal | undefined,
): Promise<KubernetesObject[]> {
  const stop = new AbortController();
  const signals = signal ? [signal, stop.signal] : [stop.signal];
  try {
    for await (const change of client.watch(target, {
      signal: AbortSignal.any(signals),
    })) {
      if (change.type === 'snapshot') return change.objects;
      if (change.type === 'interrupted') throw unreachable(change.reason);
    }
  } finally {
    stop.abort();
  }
  signal?.throwIfAborted();
  throw unreachable('The Kubernetes cluster ended its answer early.');
}

function unreachable(message: string): RealtimeError {
  return new RealtimeError('realtime.kubernetes.unreachable', message, {
    isRetriable: true,
  });
}
