import type { Missing } from '@backstage-realtime/plugin-realtime-common';
import type { ObserveScope } from '../monitor/SystemObserver';
import type { Observation, TopicObservation } from '../observation';

/** The parts of an observation that only cluster and brokers give. */
export type ObservedParts = Omit<
  Observation,
  'system' | 'source' | 'atMs' | 'tookMs' | 'requests'
>;

/** Every topic and group of the scope with the one reason why nothing is known. */
export function nothingObserved(
  { topics, groups }: ObserveScope,
  why: Missing,
): ObservedParts {
  const unknown = { known: false, missing: why } as const;
  return {
    missing: why,
    brokers: [],
    controller: unknown,
    topics: topics.map(topic => withoutTopic(topic, why)),
    groups: groups.map(group => ({
      group,
      type: 'unknown',
      state: unknown,
      members: unknown,
      offsets: [],
    })),
    logDirs: [],
  };
}

/** A topic nothing is known of but why. */
export function withoutTopic(topic: string, why: Missing): TopicObservation {
  const configs = { known: false, missing: why } as const;
  return { topic, missing: why, isInternal: false, partitions: [], configs };
}
