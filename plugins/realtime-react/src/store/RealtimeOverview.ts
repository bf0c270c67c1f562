import type { TopicHealthOverview } from '@backstage-realtime/plugin-realtime-common';

/** Health of many entities, and the pipelines that are measured hop by hop. @public */
export interface RealtimeOverview extends TopicHealthOverview {
  /** Missing while nothing measures one. */
  flows?: Flow[];
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
  hop?: FlowHop;
}

/** From one station to the next. @public */
export interface FlowHop {
  medianMs?: number;
  /** Records a second. */
  perSecond?: number;
  isSlow: boolean;
  /** Partition that makes it slow. */
  partition?: number;
}
