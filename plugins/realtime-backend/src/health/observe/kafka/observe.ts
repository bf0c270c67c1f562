import {
  known,
  type Missing,
  type Reading,
} from '@backstage-realtime/plugin-realtime-common';
import { systemClock, type Clock } from '../../../clock';
import type { ClusterCalls } from '../../../sources/kafka/admin/ClusterCalls';
import type { ClusterMetadata } from '../../../sources/kafka/requests/metadata';
import type { ObserveScope } from '../../monitor/SystemObserver';
import type { Observation } from '../../observation';
import { nothingObserved, type ObservedParts } from '../nothingObserved';
import { buildTopics } from './assemble';
import { askIdleBrokers, buildBrokers, silentBrokers } from './brokers';
import { buildGroups } from './buildGroups';
import { findCoordinators, type Coordinators } from './coordinators';
import { listByLeader, listPartitions } from './Layout';
import { DEFAULT_OBSERVE_PLAN, type ObservePlan } from './ObservePlan';
import { ObserverMemory } from './ObserverMemory';
import { readLagTimes } from './readLagTimes';
import { readPositions, type Positions } from './readPositions';
import { NO_CONTROLLER } from './reasons';
import { refreshMembers } from './refreshMembers';
import { Round } from './Round';
import { readSlowParts, type SlowParts } from './slowParts';

/** What an observation may be told; all of it has a default. */
export interface ObserveOptions {
  plan?: Partial<ObservePlan>;
  /** Of earlier observations of the same scope. */
  memory?: ObserverMemory;
  clock?: Clock;
}

/** What the parts of one observation share. */
export interface ObserveContext {
  round: Round;
  scope: ObserveScope;
  plan: ObservePlan;
  memory: ObserverMemory;
  clock: Clock;
  nowMs: number;
  /** Leaders of the observation before, to be asked at once. */
  warm?: ClusterMetadata;
}

/** Who is to be asked. */
export interface Places {
  /** Of the observation before, or `fresh`. */
  first: Reading<ClusterMetadata>;
  /** The metadata that is being read. */
  fresh: Promise<Reading<ClusterMetadata>>;
  coordinators: Coordinators;
}

/**
 * Reads topics and groups of one cluster.
 *
 * Requests are counted by brokers, never by topics, partitions or groups: every
 * broker is asked once for all it leads or coordinates. A first observation
 * needs metadata and coordinators, then committed offsets, then end offsets;
 * later ones know leaders and coordinators, refresh the metadata alongside, and
 * ask for log starts and last stable offsets only where these may have moved.
 * What changes slowly is asked for at times of its own, and what only means
 * something beside an earlier value (last stable offsets, times of records) from
 * the second observation on, so that one broker is asked nine times at most.
 * Searching the age of lag comes on top: a few questions a leader, for offsets
 * that were not searched before.
 *
 * Committed offsets are read before end offsets. A committed offset behind the
 * end is then evidence of a topic made anew, and not of two questions that
 * overtook each other.
 *
 * It never rejects. A broker, a leader, a right or an API that is missing
 * leaves its reason at the values it would have given; when no broker answers,
 * the observation itself holds the reason.
 */
export async function observe(
  cluster: ClusterCalls,
  scope: ObserveScope,
  options: ObserveOptions = {},
): Promise<Observation> {
  const context = beginObservation(cluster, scope, options);
  const { round, memory, nowMs, clock } = context;
  const found = await readCluster(context);
  memory.cluster = cluster;
  return {
    system: cluster.name,
    source: 'kafka',
    atMs: nowMs,
    tookMs: clock.now() - nowMs,
    requests: round.requests,
    ...found,
  };
}

/** Nothing is asked yet. */
export function beginObservation(
  cluster: ClusterCalls,
  scope: ObserveScope,
  options: ObserveOptions = {},
): ObserveContext {
  const { clock = systemClock, memory = new ObserverMemory() } = options;
  const plan = { ...DEFAULT_OBSERVE_PLAN, ...options.plan };
  const round = new Round(cluster, plan.brokerTimeoutMs, clock);
  const warm = memory.cluster === cluster ? memory.layout : undefined;
  return { round, scope, plan, memory, clock, nowMs: clock.now(), warm };
}

async function readCluster(context: ObserveContext): Promise<ObservedParts> {
  const { memory } = context;
  const places = await findPlaces(context);
  const { first, coordinators } = places;
  if (!first.known) return nobodyAnswers(context, first.missing);
  // A broker answers in order: what it has to look for on its disks comes behind the offsets.
  const reading = readPositions(context, first.value, places);
  const slow = readSlowParts(context, first.value, coordinators);
  const positions = await reading;
  const { layout } = positions;
  if (!layout.known) return nobodyAnswers(context, layout.missing);
  memory.layout = layout.value;
  memory.bounds = positions;
  memory.rounds++;
  const parts = await slow;
  const groups = await refreshMembers(
    context,
    coordinators,
    positions,
    parts.groups,
  );
  return await assemble(context, layout.value, positions, { ...parts, groups });
}

/** Whom to ask: leaders and coordinators. */
export async function findPlaces(context: ObserveContext): Promise<Places> {
  const { round, scope, memory, warm } = context;
  const fresh = round.metadata(scope.topics);
  const [first, coordinators] = await Promise.all([
    warm ? known(warm) : fresh,
    findCoordinators(round, scope.groups, memory),
  ]);
  return { first, fresh, coordinators };
}

function nobodyAnswers(
  { scope, memory }: ObserveContext,
  why: Missing,
): ObservedParts {
  const brokers = silentBrokers(memory, why);
  return { ...nothingObserved(scope, why), brokers };
}

async function assemble(
  context: ObserveContext,
  layout: ClusterMetadata,
  positions: Positions,
  slow: SlowParts,
): Promise<ObservedParts> {
  const { round, scope, memory, nowMs } = context;
  const leaders = listByLeader(layout);
  await Promise.all([
    readLagTimes({ ...context, ...positions, leaders }),
    askIdleBrokers(round, layout),
  ]);
  const topics = await buildTopics(scope.topics, layout, {
    ...positions,
    ...slow,
  });
  const groups = await buildGroups(scope.groups, {
    ...positions,
    ...slow,
    topics: listPartitions(layout),
    memory,
    nowMs,
  });
  return {
    brokers: buildBrokers(layout, round, memory, nowMs),
    controller: toController(layout),
    topics,
    groups,
    logDirs: slow.disks.dirs,
  };
}

function toController({ controller }: ClusterMetadata): Reading<number> {
  return controller < 0 ? NO_CONTROLLER : known(controller);
}
