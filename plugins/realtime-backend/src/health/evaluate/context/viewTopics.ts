import type {
  Missing,
  Reading,
} from '@backstage-realtime/plugin-realtime-common';
import type {
  Observation,
  PartitionObservation,
  TopicObservation,
} from '../../observation';
import { once } from '../once';
import { rateSeries } from '../rows/rates';
import type { EvaluateInput } from '../types';
import type { PartitionView, SystemView, TopicView } from './HealthContext';
import { withCurrent } from './samples';

/** Declared topics with what was observed of them. */
export function viewTopics(
  input: EvaluateInput,
  systems: ReadonlyMap<string, SystemView>,
): TopicView[] {
  const observed = new Map(
    [...systems.values()].map(({ system, observation }) => [
      system,
      new Map(observation?.topics.map(each => [each.topic, each])),
    ]),
  );
  return input.scope.topics.map(({ system, topic }) =>
    viewTopic(
      input,
      { system, topic },
      systems.get(system),
      observed.get(system)?.get(topic),
    ),
  );
}

function viewTopic(
  input: EvaluateInput,
  { system, topic }: { system: string; topic: string },
  systemView: SystemView | undefined,
  observed: TopicObservation | undefined,
): TopicView {
  const atMs = systemView?.observation?.atMs ?? input.nowMs;
  const silent = silentBrokers(systemView?.observation);
  const partitions = (observed?.partitions ?? []).map(partition =>
    viewPartition(input, { system, topic, atMs }, doubted(partition, silent)),
  );
  return {
    subject: { system, topic },
    system,
    topic,
    missing: systemView?.missing ?? missingOf(observed),
    isStale: systemView?.missing?.code === 'stale',
    observation: systemView?.observation,
    observed,
    partitions,
    atMs,
    rates: once(() => rateSeries(partitions, input.nowMs)),
  };
}

function silentBrokers(observation: Observation | undefined): Set<number> {
  const brokers = observation?.brokers ?? [];
  return new Set(
    brokers.flatMap(({ id, isAnswering }) => (isAnswering === false ? id : [])),
  );
}

/** Metadata is as old as what it was told last; a leader that is silent may lead no more. */
function doubted(
  partition: PartitionObservation,
  silent: ReadonlySet<number>,
): PartitionObservation {
  const { leader, end } = partition;
  if (!leader.known || end.known || !silent.has(leader.value)) return partition;
  return { ...partition, leader: end };
}

function missingOf(
  observed: TopicObservation | undefined,
): Missing | undefined {
  return observed ? observed.missing : { code: 'not-asked' };
}

function viewPartition(
  { history }: EvaluateInput,
  { system, topic, atMs }: { system: string; topic: string; atMs: number },
  observed: PartitionObservation,
): PartitionView {
  const { partition } = observed;
  const samples = once(() =>
    withCurrent(history.partition(system, topic, partition), {
      atMs,
      start: numberOf(observed.start),
      end: numberOf(observed.end),
      stableEnd: numberOf(observed.stableEnd),
      sizeBytes: numberOf(observed.sizeBytes),
    }),
  );
  return { partition, observed, samples };
}

function numberOf(reading: Reading<bigint | number>): number | undefined {
  return reading.known ? Number(reading.value) : undefined;
}
