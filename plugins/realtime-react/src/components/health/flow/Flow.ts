import type {
  FlowReader,
  FlowTopic,
  LagTime,
  Reading,
  Verdict,
} from '@backstage-realtime/plugin-realtime-common';

/** A topic, or a component that writes to topics or reads them. @public */
export type FlowNode =
  | { kind: 'topic'; key: string; topic: FlowTopic }
  | { kind: 'component'; key: string; title: string; href: string };

/** A way that records take. Only readings tell of one; nothing here is worked out from another hop. @public */
export interface FlowHop {
  from?: FlowNode;
  to: FlowNode;
  verdict: Verdict;
  /** Records a second; undefined where nobody measures this hop by itself. */
  rate?: Reading<number>;
  /** Of a hop from a topic; a hop to a topic takes a time that nobody measures. */
  reader?: Pick<FlowReader, 'group' | 'middleLag' | 'worstLag' | 'slowest'>;
}

/** A node, and the hop that leads to it: undefined where a line begins with a component. @public */
export interface FlowStop {
  node: FlowNode;
  hop?: FlowHop;
}

/** What flows between the topics and components of one system of the catalog. @public */
export interface Flow {
  /** Title of the system; undefined for components that belong to none. */
  system?: string;
  entityRefs: string[];
  /** Each a way from one end to another; together they have each hop once. Worst first. */
  lines: FlowStop[][];
  /** Of all hops that have a reading. */
  verdict: Verdict;
  /** Hops at Warning or Critical, and those that are not known. */
  bad: number;
  unknown: number;
  /** Hops that are not drawn because there are too many. */
  cut: number;
}

/** True where a word and a colour are due. */
export function isLoud(verdict: Verdict): boolean {
  return verdict === 'warning' || verdict === 'critical';
}

/** What a slow hop shows is its slowest partition, what a quiet one shows is the middle one. */
export function shownLag({ reader, verdict }: FlowHop): {
  lag?: Reading<LagTime>;
  partition?: number;
} {
  if (!reader) return {};
  return isLoud(verdict) && reader.worstLag.known
    ? { lag: reader.worstLag, partition: reader.slowest }
    : { lag: reader.middleLag };
}
