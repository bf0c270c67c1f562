import { stringifyEntityRef, type Entity } from '@backstage/catalog-model';
import {
  ANNOTATIONS,
  summariseCanary,
  type CanaryOverview,
} from '@backstage-realtime/plugin-realtime-common';
import type { StateSnapshot } from '@backstage-realtime/plugin-realtime-react';
import { live, nowMs } from './canaryStory';
import { aCanary, aRollout } from './pingPongRollout';

/** The entities that name a rollout, each at the same step of its canary. */
export function canariesOf(entities: Entity[]): StateSnapshot<CanaryOverview> {
  const line = summariseCanary(aCanary(nowMs, aRollout(nowMs)));
  return live({
    evaluatedAtMs: nowMs,
    rows: entities
      .filter(({ metadata }) => metadata.annotations?.[ANNOTATIONS.rollout])
      .map(entity => ({ ...line, entityRef: stringifyEntityRef(entity) })),
    refused: [],
  });
}
