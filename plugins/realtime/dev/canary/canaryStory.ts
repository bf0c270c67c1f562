import type { Entity } from '@backstage/catalog-model';
import {
  ANNOTATIONS,
  missing,
  type CanaryState,
  type ClusterReading,
  type MetricBoard,
  type MetricBoards,
  type Missing,
  type RolloutState,
} from '@backstage-realtime/plugin-realtime-common';
import type { StateSnapshot } from '@backstage-realtime/plugin-realtime-react';
import { anEntity } from '../fakes/storyParts';
import { aBoard, somePanels } from './boards';
import { aCanary, aRollout, rolloutRef, SECOND } from './pingPongRollout';

/** One state of the Canary tab and its card, as a page of the dev app and as a test. */
export interface CanaryStory {
  path: string;
  title: string;
  entity: Entity;
  canary: StateSnapshot<CanaryState>;
  metrics: StateSnapshot<MetricBoards>;
  /** A sentence a reader finds on the tab, and one on the card. */
  says: string | RegExp;
  cardSays: string | RegExp;
}

export const canaryEntity = anEntity({
  [ANNOTATIONS.rollout]: 'prod-eu1/pingpong/pingpong-counter',
});

export const nowMs = Date.now();

/** A value that came some seconds ago. */
export function live<T>(value: T, ageMs = 2 * SECOND): StateSnapshot<T> {
  const receivedAtMs = nowMs - ageMs;
  return {
    status: { state: 'live', sinceMs: receivedAtMs },
    value,
    receivedAtMs,
  };
}

export function boardsOf(...boards: MetricBoard[]): MetricBoards {
  return {
    entityRef: 'component:default/pingpong-counter',
    readAtMs: nowMs - 3 * SECOND,
    boards,
    problems: [],
  };
}

export function story(
  path: string,
  title: string,
  says: CanaryStory['says'],
  canary: StateSnapshot<CanaryState>,
  part: Partial<Pick<CanaryStory, 'metrics' | 'cardSays' | 'entity'>> = {},
): CanaryStory {
  return {
    path,
    title,
    says,
    cardSays: says,
    canary,
    metrics: live(boardsOf(aBoard(nowMs))),
    entity: canaryEntity,
    ...part,
  };
}

export const one = (state: RolloutState, part: Partial<CanaryState> = {}) =>
  live(aCanary(nowMs, state, part));

export const board = (part: Partial<MetricBoard>) => ({
  metrics: live(boardsOf(aBoard(nowMs, part))),
});

/** Each panel says why it has no series, the last one keeps its old ones. */
export function panelsWithout(
  ...codes: Missing['code'][]
): MetricBoard['panels'] {
  const panels = somePanels();
  return panels.map((panel, i) =>
    i < codes.length
      ? { ...panel, series: [], missing: { code: codes[i] } }
      : {
          ...panel,
          missing: { code: 'unreachable' },
          readAtMs: nowMs - 90 * SECOND,
        },
  );
}

export function notKnown(why: Missing): StateSnapshot<CanaryState> {
  return one(aRollout(nowMs), {
    rollouts: [
      { ref: rolloutRef, rollout: missing(why.code, { detail: why.detail }) },
    ],
  });
}

export const cluster = (part: Partial<ClusterReading>): ClusterReading => ({
  cluster: 'prod-eu1',
  mode: 'watch',
  readAtMs: nowMs - 2 * SECOND,
  gaps: [],
  ...part,
});

export const refused = (code: string, message: string) => ({
  status: { state: 'refused' as const, sinceMs: nowMs, code, message },
});
