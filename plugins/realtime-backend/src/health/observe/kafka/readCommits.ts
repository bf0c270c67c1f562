import {
  known,
  missing,
  type Reading,
} from '@backstage-realtime/plugin-realtime-common';
import { ERROR } from '../../../sources/kafka/requests/errorCodes';
import type { TopicPartitions } from '../../../sources/kafka/requests/FormWriter';
import {
  OFFSET_FETCH,
  offsetFetchRequest,
  type CommitTopics,
  type GroupCommits as Answered,
} from '../../../sources/kafka/requests/offsetFetch';
import {
  askForGroups,
  byCoordinator,
  findCoordinators,
  type Coordinators,
} from './coordinators';
import type { ObserverMemory } from './ObserverMemory';
import { PartitionTable } from './PartitionTable';
import { groupReason, topicReason } from './reasons';
import type { Round } from './Round';

/** Committed offsets of each group; the reason when none of it could be read. */
export type CommitReadings = Map<string, Reading<PartitionTable<bigint>>>;

type GroupCommits = Answered<Reading<bigint>>;

const MOVED: ReadonlySet<number> = new Set([
  ERROR.coordinatorLoading,
  ERROR.coordinatorNotAvailable,
  ERROR.notCoordinator,
]);

/**
 * Up to this many pairs of group and partition are asked for by name. An answer
 * holds every pair that was named, commit or none, which for fifty groups on ten
 * thousand partitions would be half a million. Beyond the bound each group tells
 * where it committed, and the topics of the scope are picked out.
 */
const MAX_NAMED = 20_000;

const NO_COMMIT = missing('no-commit');
const LEFT_OUT = 'the broker left it out of its answer';

/**
 * What the groups committed on the partitions of the scope: one request a
 * coordinator. Groups whose coordinator moved are looked up and asked once more.
 */
export async function readCommits(
  round: Round,
  coordinators: Coordinators,
  topics: readonly TopicPartitions[],
  memory: ObserverMemory,
): Promise<CommitReadings> {
  const groups = [...coordinators.keys()];
  const asked = isNamed(groups, topics) ? topics : 'all';
  const answers = await askAll(round, groups, coordinators, asked);
  const moved = groups.filter(group => hasMoved(answers.get(group)));
  if (moved.length > 0) {
    moved.forEach(group => memory.coordinators.delete(group));
    const found = await findCoordinators(round, moved, memory);
    const again = await askAll(round, moved, found, asked);
    again.forEach((answer, group) => answers.set(group, answer));
  }
  const inScope = new Set(topics.map(({ topic }) => topic));
  const readings: CommitReadings = new Map();
  for (const [group, answer] of answers) {
    readings.set(group, toReading(group, answer, asked, inScope));
  }
  return readings;
}

function isNamed(
  groups: readonly string[],
  topics: readonly TopicPartitions[],
): boolean {
  const partitions = topics.reduce(
    (sum, each) => sum + each.partitions.length,
    0,
  );
  return groups.length * partitions <= MAX_NAMED;
}

function hasMoved(answer?: Reading<GroupCommits>): boolean {
  return Boolean(answer?.known && MOVED.has(answer.value.errorCode));
}

async function askAll(
  round: Round,
  groups: readonly string[],
  coordinators: Coordinators,
  topics: CommitTopics,
): Promise<Map<string, Reading<GroupCommits>>> {
  const answers = new Map<string, Reading<GroupCommits>>();
  for (const group of groups) {
    const broker = coordinators.get(group);
    if (broker && !broker.known) answers.set(group, broker);
  }
  const write = (asked: readonly string[], version: number) =>
    offsetFetchRequest(asked, topics, version, toOffset);
  await Promise.all(
    [...byCoordinator(groups, coordinators)].map(async ([broker, asked]) => {
      const found = await askForGroups(
        asked,
        { api: OFFSET_FETCH, manyFrom: 8, write },
        build => round.ask(broker, build),
      );
      found.forEach((answer, group) => answers.set(group, answer));
    }),
  );
  return answers;
}

function toReading(
  group: string,
  answer: Reading<GroupCommits>,
  asked: CommitTopics,
  inScope: ReadonlySet<string>,
): Reading<PartitionTable<bigint>> {
  if (!answer.known) return answer;
  const { errorCode, topics } = answer.value;
  if (errorCode !== ERROR.none) return groupReason(errorCode, group);
  const table = new PartitionTable<bigint>(
    asked === 'all' ? NO_COMMIT : leftOut,
  );
  for (const { topic, values } of topics) {
    if (inScope.has(topic)) table.setTopic(topic, values);
  }
  return known(table);
}

/**
 * A partition that was asked for and is not in the answer is one the credential
 * may not see: brokers leave it out without a word, which is not "no commit".
 * What was not asked for by name is no commit, as topics of the scope that may
 * not be seen are told by the metadata.
 */
function leftOut(topic: string): Reading<never> {
  return missing('no-permission', {
    detail: LEFT_OUT,
    acl: { operation: 'Describe', resource: 'topic', name: topic },
  });
}

const NO_ERROR: number = ERROR.none;

function toOffset(
  errorCode: number,
  offset: bigint,
  topic: string,
): Reading<bigint> {
  if (errorCode !== NO_ERROR) return topicReason(errorCode, topic);
  return offset < 0n ? NO_COMMIT : { known: true, value: offset };
}
