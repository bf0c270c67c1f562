import {
  missing,
  type FlowReader,
  type FlowTopic,
  type Reading,
} from '@backstage-realtime/plugin-realtime-common';
import { isStale, type OwnedRow } from '../overview/ownedRows';
import type { FlowHop, FlowNode } from './Flow';

type TopicNode = Extract<FlowNode, { kind: 'topic' }>;
type ComponentNode = Extract<FlowNode, { kind: 'component' }>;

/** Hops of the components of one system; `alone` are topics that nobody is known to write or read. */
export function collectHops(rows: readonly OwnedRow[]): {
  hops: FlowHop[];
  alone: FlowHop[];
} {
  const topics = collectTopics(rows);
  const writes = rows.flatMap(row => writesOf(row, topics));
  const reads = rows.flatMap(row => readsOf(row, topics));
  const isWritten = new Set(writes.map(({ to }) => to.key));
  const isRead = new Set(reads.flatMap(({ from }) => from?.key ?? []));
  const unknownWriters = [...topics.values()]
    .filter(({ key }) => !isWritten.has(key))
    .map(fromNowhere);
  return {
    hops: [
      ...writes.map(hop => alone(hop, writes)),
      ...unknownWriters.filter(({ to }) => isRead.has(to.key)),
      ...reads,
    ],
    alone: unknownWriters.filter(({ to }) => !isRead.has(to.key)),
  };
}

/** A topic that several entities declare is one stop; a reading that is known wins. */
function collectTopics(rows: readonly OwnedRow[]): Map<string, TopicNode> {
  const topics = new Map<string, TopicNode>();
  for (const row of rows)
    for (const each of row.summary?.flow.topics ?? []) {
      const key = toKey(each);
      const topic = isStale(row) ? old(each) : each;
      if (!topics.get(key)?.topic.rate.known)
        topics.set(key, { kind: 'topic', key, topic });
    }
  return topics;
}

function writesOf(
  row: OwnedRow,
  topics: ReadonlyMap<string, TopicNode>,
): FlowHop[] {
  return (row.writes ?? []).flatMap(key => {
    const to = topics.get(key);
    return to ? [{ ...fromNowhere(to), from: toComponent(row) }] : [];
  });
}

function readsOf(
  row: OwnedRow,
  topics: ReadonlyMap<string, TopicNode>,
): FlowHop[] {
  return (row.summary?.flow.readers ?? []).flatMap(each => {
    const from = topics.get(toKey(each));
    if (!from) return [];
    const reader = isStale(row) ? old({ ...each, ...OLD_LAGS }) : each;
    const { verdict, rate } = reader;
    return [{ from, to: toComponent(row), verdict, rate, reader }];
  });
}

/** What is written to a topic is measured; by whom is not. */
function fromNowhere(to: TopicNode): FlowHop {
  const { rate } = to.topic;
  // The first readings are no fault, and what else a topic lacks its table tells.
  const isFine = rate.known || rate.missing.code === 'learning';
  return { to, rate, verdict: isFine ? 'ok' : 'unknown' };
}

/** Which of several writers wrote how much nobody tells. */
function alone(hop: FlowHop, writes: readonly FlowHop[]): FlowHop {
  const isShared = writes.some(
    each => each.to.key === hop.to.key && each.from?.key !== hop.from?.key,
  );
  return isShared ? { ...hop, rate: undefined } : hop;
}

function toComponent({ entityRef, title, href }: OwnedRow): ComponentNode {
  return { kind: 'component', key: entityRef, title, href };
}

function toKey({ system, topic }: { system: string; topic: string }): string {
  return `${system}/${topic}`;
}

const STALE: Reading<never> = missing('stale');

const OLD_LAGS: Pick<FlowReader, 'middleLag' | 'worstLag'> = {
  middleLag: STALE,
  worstLag: STALE,
};

/** An old reading keeps its names and says nothing of now. */
function old<T extends FlowTopic | FlowReader>(reading: T): T {
  return { ...reading, verdict: 'unknown', rate: STALE };
}
