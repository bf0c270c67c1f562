import type {
  DatabaseService,
  LoggerService,
  PermissionsService,
} from '@backstage/backend-plugin-api';
import type { CatalogService } from '@backstage/plugin-catalog-node';
import { DefaultHealthAccess, type HealthAccess } from './access/HealthAccess';
import type { Clock } from './clock';
import type { KafkaClusterSettings, RealtimeSettings } from './config/settings';
import type { RecordEngine } from './createEngine';
import { HealthService } from './health/HealthService';
import { PackedHealth } from './health/PackedHealth';
import { toHealthLine, toHealthOverview } from './health/healthOverview';
import { DatabaseHistoryStore } from './health/history/DatabaseHistoryStore';
import type { SystemObserver } from './health/monitor/SystemObserver';
import { KafkaObserver } from './health/observe/KafkaObserver';
import { PrometheusObserver } from './health/observe/PrometheusObserver';
import { openDatabase } from './openDatabase';
import { EntityFeed } from './states/EntityFeed';
import type { StateFeeds } from './states/StateFeed';
import { SummaryFeed } from './states/SummaryFeed';

/** Topic health, from the right to it to the states pages watch. */
export interface TopicHealthParts {
  health: HealthService;
  healthAccess: HealthAccess;
  states: Pick<StateFeeds, 'topic-health' | 'topic-health-summary'>;
}

/** Wires topic health for the clusters of app-config; asks none of them yet. */
export async function createHealth(options: {
  settings: RealtimeSettings;
  kafka: RecordEngine['kafka'];
  hub: RecordEngine['hub'];
  decoding: RecordEngine['decoding'];
  catalog: CatalogService;
  permissions: PermissionsService;
  database: DatabaseService;
  clock: Clock;
  logger: LoggerService;
}): Promise<TopicHealthParts> {
  const { clock, decoding, hub, logger, settings } = options;
  const access = DefaultHealthAccess.create(options);
  const store = DatabaseHistoryStore.create(
    await openDatabase(options.database),
  );
  const health = HealthService.create({
    settings: settings.health,
    observers: createObservers(options),
    hub,
    records: { hub, decoding },
    store,
    clock,
    logger,
  });
  return {
    health,
    healthAccess: access,
    states: {
      'topic-health': EntityFeed.create({
        state: 'topic-health',
        access,
        source: PackedHealth.create(health),
      }),
      'topic-health-summary': SummaryFeed.create({
        access,
        source: health,
        clock,
        toLine: toHealthLine,
        toOverview: (lines, _refused, nowMs) => toHealthOverview(lines, nowMs),
      }),
    },
  };
}

interface ObserverParts {
  settings: RealtimeSettings;
  kafka: RecordEngine['kafka'];
  clock: Clock;
}

function createObservers(parts: ObserverParts): Map<string, SystemObserver> {
  return new Map(
    [...parts.settings.kafka.values()].map(cluster => [
      cluster.name,
      createObserver(cluster, parts),
    ]),
  );
}

/** Lag by the time stamps of records is read only where records may be read at all. */
function createObserver(
  { name, recordsEnabled, health }: KafkaClusterSettings,
  { settings, kafka, clock }: ObserverParts,
): SystemObserver {
  if (health)
    return PrometheusObserver.create({ ...health, system: name, clock });
  const { brokerTimeoutMs } = settings.health;
  return KafkaObserver.create({
    acquire: () => kafka.acquire(name),
    plan: { brokerTimeoutMs, isReadAllowed: recordsEnabled },
    clock,
  });
}
