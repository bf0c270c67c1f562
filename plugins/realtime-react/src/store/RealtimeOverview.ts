import type { TopicHealthSummary } from '@backstage-realtime/plugin-realtime-common';

/** Answer of an overview. @public */
export interface RealtimeOverview {
  evaluatedAtMs: number;
  /** In no particular order. */
  rows: TopicHealthSummary[];
  /** Clusters asked, and those that answered. */
  systems: Array<{ system: string; answered: boolean }>;
  /** Pipelines that are measured hop by hop; empty when none is. */
  flows: Flow[];
}

/** One measured pipeline. @public */
export interface Flow {
  /** Name of the system it belongs to. */
  title: string;
  /** In the order of the data. */
  nodes: FlowNode[];
}

/** One station and the hop to the next; the last has no hop. @public */
export interface FlowNode {
  name: string;
  /** One short fact: `6 partitions`. */
  fact: string;
  hop?: {
    /** Median time to the next station. */
    medianMs?: number;
    perSecond?: number;
    isSlow: boolean;
    /** Partition that makes it slow. */
    partition?: number;
  };
}
