import type { PermissionsService } from '@backstage/backend-plugin-api';
import type { CatalogService } from '@backstage/plugin-catalog-node';
import {
  summariseCanary,
  type CanaryOverview,
} from '@backstage-realtime/plugin-realtime-common';
import type { KubernetesClusters } from '@backstage-realtime/plugin-realtime-node';
import {
  DefaultRolloutAccess,
  type RolloutAccess,
} from './access/RolloutAccess';
import { CanaryService } from './canary/CanaryService';
import { RolloutControls } from './canary/RolloutControls';
import type { Clock } from './clock';
import type { RealtimeSettings } from './config/settings';
import { LabelFinder } from './sources/kubernetes/LabelFinder';
import { EntityFeed } from './states/EntityFeed';
import type { StateFeeds } from './states/StateFeed';
import { SummaryFeed } from './states/SummaryFeed';

/** Rollouts, from the right to see them to the state pages watch. */
export interface CanaryParts {
  canary: CanaryService;
  rolloutAccess: RolloutAccess;
  rolloutControls: RolloutControls;
  canaryStates: Pick<StateFeeds, 'rollout' | 'canary-summary'>;
}

/** Wires rollouts for the Kubernetes clusters of app-config; asks none of them yet. */
export function createCanary(options: {
  settings: RealtimeSettings;
  clusters: KubernetesClusters;
  catalog: CatalogService;
  permissions: PermissionsService;
  clock: Clock;
}): CanaryParts {
  const { clock, clusters, settings } = options;
  const rolloutAccess = DefaultRolloutAccess.create({
    ...options,
    clusters: clusters.names,
    finder: LabelFinder.create({
      clusters,
      clock,
      findMs: settings.rollouts.findMs,
    }),
  });
  const canary = CanaryService.create({
    settings: settings.rollouts,
    clusters,
    clock,
  });
  return {
    canary,
    rolloutAccess,
    rolloutControls: RolloutControls.create({
      settings: settings.rollouts,
      clusters,
      canary,
    }),
    canaryStates: {
      rollout: EntityFeed.create({
        state: 'rollout',
        access: rolloutAccess,
        source: canary,
      }),
      'canary-summary': SummaryFeed.create({
        access: rolloutAccess,
        source: canary,
        clock,
        toLine: summariseCanary,
        toOverview: (rows, refused, evaluatedAtMs): CanaryOverview => ({
          evaluatedAtMs,
          rows,
          refused: [...refused],
        }),
      }),
    },
  };
}
