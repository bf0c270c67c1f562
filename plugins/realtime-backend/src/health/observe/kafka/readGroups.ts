import {
  known,
  missing,
  type GroupType,
  type Reading,
} from '@backstage-realtime/plugin-realtime-common';
import {
  DESCRIBE_CONSUMER_GROUPS,
  describeConsumerGroupsRequest,
} from '../../../sources/kafka/requests/describeConsumerGroups';
import type { DescribedGroup } from '../../../sources/kafka/requests/describedGroup';
import {
  DESCRIBE_GROUPS,
  describeGroupsRequest,
} from '../../../sources/kafka/requests/describeGroups';
import { ERROR } from '../../../sources/kafka/requests/errorCodes';
import { chooseVersion } from '../../../sources/kafka/requests/KafkaRequest';
import {
  LIST_GROUPS,
  listGroupsRequest,
  type ListedGroup,
} from '../../../sources/kafka/requests/listGroups';
import type { GroupObservation } from '../../observation';
import { byCoordinator, type Coordinators } from './coordinators';
import type { ObserverMemory } from './ObserverMemory';
import { groupReason, NOT_ASKED } from './reasons';
import type { Round } from './Round';

/** State and members of one group. */
export type GroupReading = Pick<
  GroupObservation,
  'type' | 'state' | 'epoch' | 'members'
>;

type Described = Reading<ReadonlyMap<string, DescribedGroup>>;

const NOT_FOUND = missing('not-found');
const DEAD = 'Dead';

/**
 * Describes the groups. A broker answers for classic groups and for those of
 * the consumer protocol in different APIs, and each says of the other kind that
 * it does not exist: both are asked until the kind is known. Only a group that
 * neither knows is looked up in the list of groups, where share groups show.
 */
export async function readGroups(
  round: Round,
  coordinators: Coordinators,
  memory: ObserverMemory,
): Promise<{ value: Map<string, GroupReading>; isWhole: boolean }> {
  const value = new Map<string, GroupReading>();
  for (const [group, broker] of coordinators) {
    if (!broker.known) value.set(group, unread(broker));
  }
  await Promise.all(
    [...byCoordinator([...coordinators.keys()], coordinators)].map(
      async ([broker, groups]) => {
        const found = await describe(round, broker, groups, memory);
        found.forEach((reading, group) => value.set(group, reading));
      },
    ),
  );
  const isWhole = [...value.values()].every(
    ({ state }) => state.known || state.missing.code === 'no-permission',
  );
  return { value, isWhole };
}

function unread(reason: Reading<never> | typeof NOT_ASKED): GroupReading {
  return { type: 'unknown', state: reason, members: reason };
}

async function describe(
  round: Round,
  broker: number,
  groups: readonly string[],
  { types }: ObserverMemory,
): Promise<Map<string, GroupReading>> {
  const mayBe = (type: GroupType) =>
    groups.filter(group => (types.get(group) ?? type) === type);
  const [classic, consumer] = await Promise.all([
    describeClassic(round, broker, mayBe('classic')),
    describeConsumer(round, broker, mayBe('consumer')),
  ]);
  const found = new Map<string, GroupReading>();
  for (const group of groups) {
    const reading =
      toReading(group, 'consumer', consumer) ??
      toReading(group, 'classic', classic);
    if (reading) found.set(group, reading);
    if (reading && reading.type !== 'unknown') types.set(group, reading.type);
    if (!reading && types.get(group) !== 'share') types.delete(group);
  }
  await addListed(round, broker, groups, found, types);
  return found;
}

async function describeClassic(
  round: Round,
  broker: number,
  groups: readonly string[],
): Promise<Described> {
  if (groups.length === 0) return known(new Map());
  const answer = await round.ask(broker, versions =>
    describeGroupsRequest(groups, chooseVersion(DESCRIBE_GROUPS, versions)),
  );
  return answer.known ? known(byName(answer.value)) : answer;
}

/** Brokers before Kafka 3.7 have no such groups, so nothing of theirs is missing. */
async function describeConsumer(
  round: Round,
  broker: number,
  groups: readonly string[],
): Promise<Described> {
  if (groups.length === 0) return known(new Map());
  const answer = await round.ask(broker, versions =>
    describeConsumerGroupsRequest(
      groups,
      chooseVersion(DESCRIBE_CONSUMER_GROUPS, versions),
    ),
  );
  if (answer.known) return known(byName(answer.value));
  return answer.missing.code === 'unsupported' ? known(new Map()) : answer;
}

function byName(groups: readonly DescribedGroup[]) {
  return new Map(groups.map(group => [group.group, group]));
}

/** undefined when this API does not know the group. */
function toReading(
  group: string,
  type: GroupType,
  answer: Described,
): GroupReading | undefined {
  if (!answer.known) return unread(answer);
  const described = answer.value.get(group);
  if (!described) return undefined;
  const { errorCode, state, epoch, members } = described;
  if (errorCode === ERROR.groupIdNotFound || state === DEAD) return undefined;
  if (errorCode === ERROR.unsupportedVersion) return undefined;
  if (errorCode !== ERROR.none) return unread(groupReason(errorCode, group));
  return {
    type,
    state: known(state),
    members: known(members),
    ...(epoch >= 0 && { epoch }),
  };
}

async function addListed(
  round: Round,
  broker: number,
  groups: readonly string[],
  found: Map<string, GroupReading>,
  types: Map<string, GroupType>,
): Promise<void> {
  const unknown = groups.filter(group => !found.has(group));
  if (unknown.length === 0) return;
  const answer = await round.ask(broker, versions =>
    listGroupsRequest(chooseVersion(LIST_GROUPS, versions)),
  );
  const listed = new Map(
    answer.known ? answer.value.groups.map(each => [each.group, each]) : [],
  );
  for (const group of unknown) {
    const entry = listed.get(group);
    found.set(group, entry ? fromList(entry) : unread(NOT_FOUND));
    if (entry?.type.toLowerCase() === 'share') types.set(group, 'share');
  }
}

/** Share groups have offsets of their own kind, which say nothing about lag: they are named, not read. */
function fromList({ type, protocolType, state }: ListedGroup): GroupReading {
  const isShare = [type, protocolType].some(
    each => each.toLowerCase() === 'share',
  );
  return {
    type: isShare ? 'share' : 'unknown',
    state: state ? known(state) : missing('unsupported'),
    members: missing('unsupported', {
      detail: isShare ? 'members of share groups are not read' : undefined,
    }),
  };
}
