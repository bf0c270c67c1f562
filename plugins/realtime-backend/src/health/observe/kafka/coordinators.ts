import {
  known,
  type Reading,
} from '@backstage-realtime/plugin-realtime-common';
import { ERROR } from '../../../sources/kafka/requests/errorCodes';
import {
  FIND_COORDINATOR,
  findCoordinatorRequest,
  type CoordinatorAnswer,
} from '../../../sources/kafka/requests/findCoordinator';
import {
  chooseVersion,
  type KafkaApi,
  type KafkaRequest,
} from '../../../sources/kafka/requests/KafkaRequest';
import type { BuildRequest } from '../../../sources/kafka/admin/ClusterCalls';
import { addTo } from './Layout';
import type { ObserverMemory } from './ObserverMemory';
import { groupReason, NOT_ASKED } from './reasons';
import type { Round } from './Round';

export type Coordinators = ReadonlyMap<string, Reading<number>>;

/** Coordinator of each group: from memory, else one request for all others. */
export async function findCoordinators(
  round: Round,
  groups: readonly string[],
  { coordinators }: ObserverMemory,
): Promise<Coordinators> {
  const unknown = groups.filter(group => !coordinators.has(group));
  const found = new Map<string, Reading<number>>();
  const answers = await askForGroups(
    unknown,
    { api: FIND_COORDINATOR, manyFrom: 4, write: findCoordinatorRequest },
    build => round.askAny(build),
  );
  for (const [group, answer] of answers) {
    const broker = answer.known ? toBroker(answer.value) : answer;
    if (broker.known) coordinators.set(group, broker.value);
    found.set(group, broker);
  }
  for (const group of groups) {
    const broker = coordinators.get(group);
    if (broker !== undefined) found.set(group, known(broker));
  }
  return found;
}

function toBroker(answer: CoordinatorAnswer): Reading<number> {
  const { errorCode, broker, group } = answer;
  return errorCode === ERROR.none
    ? known(broker)
    : groupReason(errorCode, group);
}

/** Groups by coordinator; those without one are left out. */
export function byCoordinator(
  groups: readonly string[],
  coordinators: Coordinators,
): Map<number, string[]> {
  const brokers = new Map<number, string[]>();
  for (const group of groups) {
    const broker = coordinators.get(group);
    if (broker?.known) addTo(brokers, broker.value, group);
  }
  return brokers;
}

/** An API that takes many groups from one version on, and exactly one before. */
export interface GroupApi<T> {
  api: KafkaApi;
  manyFrom: number;
  write(groups: readonly string[], version: number): KafkaRequest<T[]>;
}

/** One request for all groups, or one each where the broker is too old for that. */
export async function askForGroups<T extends { group: string }>(
  groups: readonly string[],
  { api, manyFrom, write }: GroupApi<T>,
  ask: (build: BuildRequest<T[]>) => Promise<Reading<T[]>>,
): Promise<Map<string, Reading<T>>> {
  if (groups.length === 0) return new Map();
  let version = manyFrom;
  const send = (asked: readonly string[]) =>
    ask(versions => {
      version = chooseVersion(api, versions);
      return write(asked, version);
    });
  const first = await send(groups);
  const others = version < manyFrom ? groups.slice(1) : [];
  const rest = await Promise.all(others.map(group => send([group])));
  const answers = [first, ...rest];
  const found = new Map<string, Reading<T>>();
  const failure = answers.find(answer => !answer.known) ?? NOT_ASKED;
  groups.forEach(group => found.set(group, failure as Reading<T>));
  for (const answer of answers) {
    if (!answer.known) continue;
    answer.value.forEach(each => found.set(each.group, known(each)));
  }
  return found;
}
