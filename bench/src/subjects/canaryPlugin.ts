import type { JsonObject } from '@backstage/types';
import { serveRole } from '../harness/roles';
import { startPlugin } from './startPlugin';

interface StartRequest {
  port: number;
  /** `cluster/namespace/name`. */
  rollout: string;
  /** As app-config names them. */
  cluster: JsonObject;
  prometheusUrl: string;
}

/** The plugin with one rollout and the shipped queries, at the pace it ships with. */
function start({ port, rollout, cluster, prometheusUrl }: StartRequest) {
  return startPlugin({
    port,
    annotations: { 'backstage-realtime.io/rollout': rollout },
    realtime: {
      kubernetes: { clusters: { bench: cluster } },
      prometheus: { instances: { bench: { url: prometheusUrl } } },
      access: { allow: [{ name: 'everything', rollouts: ['*'] }] },
    },
  });
}

serveRole({ start });
