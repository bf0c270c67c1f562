import type { LoggerService } from '@backstage/backend-plugin-api';
import type { RolloutAccess, RolloutGrant } from './access/RolloutAccess';
import type { Clock } from './clock';
import type { RealtimeSettings } from './config/settings';
import { MetricsService } from './metrics/MetricsService';
import type { RolloutHashes } from './metrics/RolloutHashes';
import { EntityFeed } from './states/EntityFeed';
import type { StateFeeds } from './states/StateFeed';

/** Metrics of rollouts, and the state pages watch. */
export interface MetricsParts {
  metrics: MetricsService;
  metricsStates: Pick<StateFeeds, 'metrics'>;
}

/** Wires metrics for every Prometheus of app-config; asks none of them yet. */
export function createMetrics(options: {
  settings: RealtimeSettings;
  rolloutAccess: RolloutAccess;
  hashes: RolloutHashes;
  clock: Clock;
  logger: LoggerService;
}): MetricsParts {
  const { rolloutAccess: access, settings } = options;
  const metrics = MetricsService.create({
    ...options,
    settings: settings.metrics,
  });
  return {
    metrics,
    metricsStates: {
      metrics: EntityFeed.create<RolloutGrant>({
        state: 'metrics',
        access,
        source: metrics,
      }),
    },
  };
}
