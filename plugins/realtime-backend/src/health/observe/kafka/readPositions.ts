import type { Reading } from '@backstage-realtime/plugin-realtime-common';
import type { ClusterMetadata } from '../../../sources/kafka/requests/metadata';
import type { ProducerObservation } from '../../observation';
import type { Coordinators } from './coordinators';
import {
  listAdded,
  listByLeader,
  listPartitions,
  type Leaders,
} from './Layout';
import type { ObserveContext, Places } from './observe';
import { END, readMoved, STABLE_END, START } from './offsetParts';
import { PartitionTable } from './PartitionTable';
import type { Bounds } from './ObserverMemory';
import { readCommits, type CommitReadings } from './readCommits';
import { readOffsets, type OffsetReadings } from './readOffsets';
import { readProducers } from './readProducers';
import { haveIds, takeSettled } from './settled';
import { askOvertaken, takeTailed, type Tailed } from './tailed';

/** Where logs begin and end and groups stand, and the layout that holds for them. */
export interface Positions {
  layout: Reading<ClusterMetadata>;
  commits: CommitReadings;
  starts: PartitionTable<bigint>;
  ends: PartitionTable<bigint>;
  stableEnds: PartitionTable<bigint>;
  producers: PartitionTable<ProducerObservation[]>;
}

/**
 * `layout` names the leaders that are asked. Partitions whose leader turns out
 * to be another by the metadata read at the same time are asked there, once.
 */
export async function readPositions(
  context: ObserveContext,
  layout: ClusterMetadata,
  { coordinators, fresh }: Pick<Places, 'coordinators' | 'fresh'>,
): Promise<Positions> {
  const { round, memory } = context;
  const leaders = listByLeader(layout);
  const committing = readCommits(
    round,
    coordinators,
    listPartitions(layout),
    memory,
  );
  if (!answersInOrder(leaders, coordinators)) await committing;
  const tailed = takeTailed(round, leaders);
  const offsets = await readAllOffsets(context, tailed);
  const commits = await committing;
  await askOvertaken(round, leaders, tailed, commits, offsets);
  const newest = await refresh(context, fresh, offsets);
  if (newest.known) await catchUp(context, layout, newest.value, offsets);
  const [starts, ends, stableEnds] = offsets.map(({ table }) => table);
  const producers = await readProducers(round, leaders, ends, stableEnds);
  return { layout: newest, commits, starts, ends, stableEnds, producers };
}

/**
 * One broker answers the requests of a socket one after the other, so what is
 * sent first is read first and nobody has to wait for the answer.
 */
function answersInOrder(leaders: Leaders, coordinators: Coordinators): boolean {
  const brokers = new Set(leaders.keys());
  for (const broker of coordinators.values()) {
    if (broker.known) brokers.add(broker.value);
  }
  return brokers.size <= 1;
}

/**
 * Ends first where an observation before tells enough to settle the rest of most
 * partitions by them; all at the same time otherwise.
 */
async function readAllOffsets(
  { round, memory, warm }: ObserveContext,
  { rest, starts, ends, stableEnds }: Tailed,
): Promise<Array<OffsetReadings<bigint>>> {
  const reading = readOffsets(round, rest, END, ends);
  const bounds = warm && haveIds(warm) ? memory.bounds : undefined;
  if (bounds) await reading;
  const left = (table: PartitionTable<bigint>, name: keyof Bounds) =>
    bounds ? takeSettled(rest, bounds[name], ends, table) : rest;
  const readStable = () =>
    readOffsets(round, left(stableEnds, 'stableEnds'), STABLE_END, stableEnds);
  return Promise.all([
    readOffsets(round, left(starts, 'starts'), START, starts),
    reading,
    memory.rounds === 0
      ? { table: new PartitionTable<bigint>(), moved: [] }
      : readStable(),
  ]);
}

/** The newest metadata; read again when this observation began with it and leaders moved since. */
async function refresh(
  { round, scope, warm }: ObserveContext,
  fresh: Promise<Reading<ClusterMetadata>>,
  offsets: ReadonlyArray<OffsetReadings<bigint>>,
): Promise<Reading<ClusterMetadata>> {
  const isStale = !warm && offsets.some(({ moved }) => moved.length);
  return isStale ? await round.metadata(scope.topics) : await fresh;
}

async function catchUp(
  { round, memory }: ObserveContext,
  before: ClusterMetadata,
  now: ClusterMetadata,
  offsets: ReadonlyArray<OffsetReadings<bigint>>,
): Promise<void> {
  const added = listAdded(before, now);
  const [starts, ends, stableEnds] = offsets;
  await Promise.all([
    readMoved(round, starts, START, now, added),
    readMoved(round, ends, END, now, added),
    readMoved(
      round,
      stableEnds,
      STABLE_END,
      now,
      memory.rounds === 0 ? [] : added,
    ),
  ]);
}
