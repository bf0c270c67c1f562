import {
  describeProblems,
  RealtimeError,
  whyNotServiceName,
  whyNotTopicName,
  type ManifestProblem,
  type NamedField,
} from '@backstage-realtime/plugin-realtime-common';
import type { ActionServices, Step } from '../services';
import { askCatalog } from './askCatalog';
import { askCluster } from './askCluster';
import { askTopics } from './askTopics';
import type { KnownNames } from './nameServices';

/** Names of a form; an empty one is not asked for. */
export interface Names extends Partial<Record<keyof KnownNames, string>> {
  /** Of the service, its entity and its objects. */
  name: string;
  /** Further objects that will be made on the cluster. */
  objects?: string[];
  /** Topics that will be made, and have to be free. */
  topics: NamedField[];
  /** Topics that may exist, and are made where they do not. */
  sharedTopics: NamedField[];
  /** Platforms that have to be there. */
  platforms: NamedField[];
  /** Empty when nothing is applied. */
  kubernetesCluster?: string;
  /** Of the user, where one came. */
  token?: string;
  namespace: string;
}

/** What was found out: mistakes end the task, what nobody could say does not. */
export interface NamesFound {
  problems: ManifestProblem[];
  /** Sentences. */
  unknown: string[];
}

/**
 * Everything a form says while it is typed, asked once more before anything
 * exists: a task may come from a program, and somebody may have taken a name
 * meanwhile. What this task made itself is nobody else's. All mistakes are one
 * `realtime.manifest.invalid`; a cluster or catalog that does not answer ends
 * the task too, as it would later, when half of it exists. Kafka that does not
 * answer is told: the platform refuses what it cannot make.
 */
export async function checkNames(
  step: Step,
  services: ActionServices,
  names: Names,
): Promise<string[]> {
  const problems = ruleProblems(names, services.names.known);
  refuse(problems);
  const found = await Promise.all([
    askCatalog(step, services.names, names.name),
    askCluster(step, services, names),
    askTopics(step, services.names, names),
  ]);
  refuse(found.flatMap(each => each.problems));
  return found.flatMap(each => each.unknown);
}

/** What is wrong whoever has the name. */
function ruleProblems(names: Names, known: KnownNames): ManifestProblem[] {
  const { name, topics, sharedTopics } = names;
  const wrongName = whyNotServiceName(name);
  return [
    ...(wrongName ? [{ field: 'name', message: wrongName }] : []),
    ...[...topics, ...sharedTopics].flatMap(({ field, name: topic }) => {
      const message = whyNotTopicName(topic);
      return message ? [{ field, message }] : [];
    }),
    ...(Object.keys(known) as (keyof KnownNames)[]).flatMap(field => {
      const value = names[field];
      return !value || known[field].includes(value)
        ? []
        : [{ field, message: sayUnknown(value, known[field]) }];
    }),
  ];
}

function sayUnknown(value: string, known: string[]): string {
  const list = known.length > 0 ? known.join(', ') : 'none';
  return `"${value}" is not in app-config; known are ${list}`;
}

function refuse(problems: ManifestProblem[]): void {
  if (problems.length === 0) return;
  throw new RealtimeError(
    'realtime.manifest.invalid',
    `The form has mistakes: ${describeProblems(problems)}.`,
  );
}
