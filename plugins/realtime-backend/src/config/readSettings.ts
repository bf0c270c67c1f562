import type { Config } from '@backstage/config';
import { InputError } from '@backstage/errors';
import type { ZodError } from 'zod';
import { toMaskRules } from './maskRules';
import { toMetricsSettings } from './prometheus/toMetricsSettings';
import {
  engineDefaults,
  gatewayDefaults,
  healthDefaults,
  realtimeConfigSchema,
  rolloutsDefaults,
  type RealtimeConfig,
} from './schema';
import type { RealtimeSettings } from './settings';

/**
 * Section `realtime` of app-config as typed settings with every default filled
 * in. Records are off for a system until `records.enabled` is true. Throws
 * InputError naming each wrong key; values never appear in it, they may be secret.
 */
export function readSettings(config: Config): RealtimeSettings {
  const section = config.getOptional('realtime') ?? {};
  const parsed = realtimeConfigSchema.safeParse(section);
  if (!parsed.success) throw new InputError(describeProblems(parsed.error));
  return toSettings(parsed.data, browserOrigins(config));
}

function toSettings(data: RealtimeConfig, origins: string[]): RealtimeSettings {
  const gateway = data.gateway ?? gatewayDefaults;
  return {
    kafka: byName(
      data.kafka?.clusters,
      ({ schemaRegistry, records, ...cluster }) => ({
        ...cluster,
        registry: schemaRegistry,
        recordsEnabled: records?.enabled ?? false,
      }),
    ),
    mqtt: byName(data.mqtt?.brokers, ({ records, ...broker }) => ({
      ...broker,
      recordsEnabled: records?.enabled ?? false,
    })),
    websocket: byName(
      data.websocket?.endpoints,
      ({ records, ...endpoint }) => ({
        ...endpoint,
        recordsEnabled: records?.enabled ?? false,
      }),
    ),
    allow: data.access?.allow ?? [],
    masking: toMaskRules(data.masking),
    hub: data.engine ?? engineDefaults,
    health: data.health ?? healthDefaults,
    metrics: toMetricsSettings(data.prometheus),
    rollouts: data.rollouts ?? rolloutsDefaults,
    gateway: {
      ...gateway,
      allowedOrigins: [...new Set([...origins, ...gateway.allowedOrigins])],
    },
  };
}

function byName<In, Out>(
  entries: Record<string, In> | undefined,
  toSetting: (entry: In) => Out,
): Map<string, Out & { name: string }> {
  return new Map(
    Object.entries(entries ?? {}).map(([name, entry]) => [
      name,
      { ...toSetting(entry), name },
    ]),
  );
}

/** Where our own pages are served from; a socket from elsewhere is refused. */
function browserOrigins(config: Config): string[] {
  const cors = config.getOptional('backend.cors.origin');
  const urls = [
    config.getOptionalString('app.baseUrl'),
    config.getOptionalString('backend.baseUrl'),
    ...(Array.isArray(cors) ? cors : [cors]),
  ];
  return urls.flatMap(url =>
    typeof url === 'string' && URL.canParse(url) ? [new URL(url).origin] : [],
  );
}

function describeProblems(error: ZodError): string {
  const lines = error.issues.map(issue => {
    const path = ['realtime', ...issue.path].join('.');
    return `${path}: ${issue.message}`;
  });
  return `app-config is wrong: ${lines.join('; ')}`;
}
