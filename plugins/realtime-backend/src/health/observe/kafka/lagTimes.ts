import { ERROR } from '../../../sources/kafka/requests/errorCodes';
import type { OffsetAnswer } from '../../../sources/kafka/requests/listOffsets';
import { addTo, type TopicPartition } from './Layout';
import type { LagTimeCache } from './LagTimeCache';
import type { ObservePlan } from './ObservePlan';
import { askOffsets } from './readOffsets';
import type { Round } from './Round';
import { TimeSearch } from './TimeSearch';

/** A committed offset with records behind it, whose time is not known yet. */
export interface LagTarget extends TopicPartition {
  committed: bigint;
  end: bigint;
}

interface Search extends LagTarget {
  time?: TimeSearch;
}

/**
 * Times of committed offsets, without reading a record: a search of some steps,
 * all partitions of a leader in one question a step. A partition may be asked
 * once a request, so groups that stand at different offsets of one partition go
 * in lanes of their own; what does not fit is searched in the next observation.
 */
export async function searchLagTimes(
  round: Round,
  leaders: ReadonlyMap<number, readonly LagTarget[]>,
  plan: ObservePlan,
  nowMs: number,
  cache: LagTimeCache,
): Promise<void> {
  const work = [...leaders].flatMap(([leader, targets]) =>
    toLanes(targets, plan.lagTimeLanes).map(lane =>
      searchLane(round, leader, lane, plan.lagTimeSteps, nowMs),
    ),
  );
  for (const lane of await Promise.all(work)) {
    for (const { topic, partition, committed, time } of lane) {
      if (!time) continue;
      const recordMs = time.estimateMs;
      const found = { recordMs, method: 'offsets-at-time' } as const;
      cache.set(topic, partition, committed, found);
    }
  }
}

/** Each target once, each partition at most once in a lane. */
function toLanes(targets: readonly LagTarget[], bound: number): Search[][] {
  const partitions = new Map<string, Map<bigint, Search>>();
  for (const target of targets) {
    const key = `${target.partition} ${target.topic}`;
    const wanted = partitions.get(key) ?? new Map<bigint, Search>();
    wanted.set(target.committed, { ...target });
    partitions.set(key, wanted);
  }
  const lanes = new Map<number, Search[]>();
  for (const wanted of partitions.values()) {
    [...wanted.values()]
      .slice(0, bound)
      .forEach((search, lane) => addTo(lanes, lane, search));
  }
  return [...lanes.values()];
}

/** The first step finds the oldest record, which bounds the others. */
async function searchLane(
  round: Round,
  leader: number,
  lane: Search[],
  steps: number,
  nowMs: number,
): Promise<Search[]> {
  const searches = new Map(lane.map(each => [keyOf(each), each]));
  for (let step = 0; step < steps; step++) {
    const open = lane.filter(({ time }) => !time?.isDone);
    if (open.length === 0) break;
    const asked = new Map(
      open.map(each => [keyOf(each), each.time?.nextMs() ?? 0]),
    );
    const answers = await askOffsets(
      round,
      leader,
      open.map(each => ({
        topic: each.topic,
        partition: each.partition,
        timestampMs: BigInt(asked.get(keyOf(each)) ?? 0),
      })),
    );
    if (!answers.known) break;
    for (const answer of answers.value) {
      const search = searches.get(keyOf(answer));
      const askedMs = asked.get(keyOf(answer));
      if (!search || askedMs === undefined) continue;
      learn(search, answer, askedMs, nowMs);
    }
  }
  return lane;
}

function learn(
  search: Search,
  answer: OffsetAnswer,
  askedMs: number,
  nowMs: number,
): void {
  if (answer.errorCode !== ERROR.none) return;
  const at = { offset: answer.offset, ms: Number(answer.timestampMs) };
  if (search.time) search.time.learn(askedMs, at);
  else if (at.offset >= 0n) {
    const end = { offset: search.end, ms: nowMs };
    search.time = new TimeSearch(search.committed, at, end);
  }
}

function keyOf({ topic, partition }: TopicPartition): string {
  return `${partition} ${topic}`;
}
