import type { JsonObject } from '@backstage/types';
import { ORIGIN } from './names';

/** app-config with one Kafka cluster, whose records everybody of the team may see masked; `change` replaces whole sections. */
export function aConfig(bootstrap: string, change: JsonObject = {}) {
  return {
    app: { baseUrl: ORIGIN },
    backend: { baseUrl: 'http://localhost:7007' },
    realtime: {
      kafka: { clusters: { local: aCluster(bootstrap) } },
      access: { allow: [{ name: 'team', topics: ['pong_*'] }] },
      masking: { policies: [{ name: 'pii', paths: ['clientIp'] }] },
      ...change,
    },
  };
}

export function aCluster(bootstrap: string, change: JsonObject = {}) {
  return {
    brokers: bootstrap.split(','),
    records: { enabled: true },
    ...change,
  };
}

/** Shows text as it is; a policy withholds whatever it cannot look into. */
export const UNMASKED = { masking: { applyDefault: false } };

/** Rules that let every stream of every kind through. */
export const ALLOW_ALL = { access: { allow: [{ name: 'all' }] } };
