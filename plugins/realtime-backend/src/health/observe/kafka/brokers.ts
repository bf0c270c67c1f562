import type { Missing } from '@backstage-realtime/plugin-realtime-common';
import { apiVersionsRequest } from '../../../sources/kafka/requests/apiVersions';
import type { ClusterMetadata } from '../../../sources/kafka/requests/metadata';
import type { BrokerObservation } from '../../observation';
import type { ObserverMemory } from './ObserverMemory';
import type { Round } from './Round';

/** A broker that is not listed any more is one that is gone, and no longer one that is away, after this. */
const GONE_MS = 15 * 60_000;

const NOT_LISTED: Missing = {
  code: 'unreachable',
  detail: 'the cluster no longer lists it',
};

/** Asks each broker that nothing was asked of whether it is there: a broker counts as answering by an answer only. */
export async function askIdleBrokers(
  round: Round,
  { brokers }: ClusterMetadata,
): Promise<void> {
  const idle = brokers.filter(
    ({ nodeId }) => round.isAnswering(nodeId) === undefined,
  );
  await Promise.all(
    idle.map(({ nodeId }) => round.ask(nodeId, () => apiVersionsRequest())),
  );
}

/**
 * Brokers of the metadata, and those it leaves out while they are away: metadata
 * lists the live ones only. Such a broker is known by the replicas it should
 * hold, or because it was listed a while ago.
 */
export function buildBrokers(
  layout: ClusterMetadata,
  round: Round,
  memory: ObserverMemory,
  nowMs: number,
): BrokerObservation[] {
  noteListed(layout, memory, nowMs);
  const listed = new Set(layout.brokers.map(({ nodeId }) => nodeId));
  const ids = new Set([
    ...listed,
    ...memory.brokers.keys(),
    ...listReplicas(layout),
  ]);
  return [...ids]
    .sort((a, b) => a - b)
    .map(id => {
      const rack = memory.brokers.get(id)?.rack;
      const state = listed.has(id)
        ? { isAnswering: round.isAnswering(id), missing: round.whySilent(id) }
        : { isAnswering: false, missing: NOT_LISTED };
      return withoutUndefined({ id, rack, ...state });
    });
}

/** Those that were there before nobody answered. */
export function silentBrokers(
  memory: ObserverMemory,
  missing: Missing,
): BrokerObservation[] {
  return [...memory.brokers]
    .sort(([a], [b]) => a - b)
    .map(([id, { rack }]) =>
      withoutUndefined({ id, rack, isAnswering: false, missing }),
    );
}

function noteListed(
  { brokers }: ClusterMetadata,
  memory: ObserverMemory,
  nowMs: number,
): void {
  for (const { nodeId, rack } of brokers) {
    memory.brokers.set(nodeId, { rack, listedAtMs: nowMs });
  }
  for (const [id, { listedAtMs }] of memory.brokers) {
    if (nowMs - listedAtMs > GONE_MS) memory.brokers.delete(id);
  }
}

function listReplicas({ topics }: ClusterMetadata): Set<number> {
  const ids = new Set<number>();
  let last: readonly number[] = [];
  for (const { partitions } of topics) {
    for (const { replicas } of partitions) {
      // Neighbours share their list, nearly always.
      if (replicas !== last) replicas.forEach(id => ids.add(id));
      last = replicas;
    }
  }
  return ids;
}

function withoutUndefined(broker: BrokerObservation): BrokerObservation {
  const { id, rack, isAnswering, missing } = broker;
  return {
    id,
    ...(rack && { rack }),
    ...(isAnswering !== undefined && { isAnswering }),
    ...(missing && { missing }),
  };
}
