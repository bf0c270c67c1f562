import type { Observation } from '../observation';

/** What of one system is read. */
export interface ObserveScope {
  topics: readonly string[];
  groups: readonly string[];
}

/**
 * Reads one cluster. Never rejects for a cluster, broker or right that is
 * missing: the observation then holds the reason in place of the values.
 */
export interface SystemObserver {
  observe(scope: ObserveScope): Promise<Observation>;
  close(): Promise<void> | void;
}
