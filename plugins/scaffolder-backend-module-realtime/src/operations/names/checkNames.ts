import {
  describeProblems,
  RealtimeError,
  whyNotServiceName,
  whyNotTopicName,
  type ManifestProblem,
  type NamedField,
} from '@backstage-realtime/plugin-realtime-common';
import type { ActionServices, Step } from '../services';
import { findAnswerProblems } from './answerProblems';
import { askCatalog } from './askCatalog';
import { askCluster } from './askCluster';
import { askTopics } from './askTopics';
import type { KnownNames } from './nameServices';

/** Names of a form; an empty one is not asked for. */
export interface Names extends Partial<Record<keyof KnownNames, string>> {
  /** Of the service, its entity and its objects. */
  name: string;
  /** Further entities that will be registered. */
  entities?: string[];
  /** All answers of the form, for what may stand in none. */
  answers?: Record<string, unknown>;
  /** A Kubernetes cluster that is only named, and not asked. */
  namedCluster?: string;
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
  refuse([
    ...findAnswerProblems(names.answers),
    ...ruleProblems(names, services.names.known),
    ...namedClusterProblems(names, services.clusters.names),
  ]);
  const found = await Promise.all([
    askCatalog(step, services.names, [names.name, ...(names.entities ?? [])]),
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
    ...findDoubles(topics),
    ...(Object.keys(known) as (keyof KnownNames)[]).flatMap(field => {
      const value = names[field];
      return !value || known[field].includes(value)
        ? []
        : [{ field, message: sayUnknown(value, known[field]) }];
    }),
  ];
}

function namedClusterProblems(
  { namedCluster }: Names,
  known: string[],
): ManifestProblem[] {
  if (!namedCluster || known.includes(namedCluster)) return [];
  const message = sayUnknown(namedCluster, known);
  return [{ field: 'kubernetesCluster', message }];
}

/** Topics of two fields that Kafka, or its metrics, cannot tell apart: what is read from one would be written to it. */
function findDoubles(topics: readonly NamedField[]): ManifestProblem[] {
  const first = new Map<string, NamedField>();
  return topics.flatMap(topic => {
    const key = topic.name.replaceAll('.', '_');
    const other = first.get(key);
    if (!other) first.set(key, topic);
    return other
      ? [{ field: topic.field, message: sayDouble(topic.name, other) }]
      : [];
  });
}

function sayDouble(name: string, other: NamedField): string {
  const what = name === other.name ? 'that' : `"${other.name}"`;
  return `topic "${name}" cannot be told from ${what} of ${other.field}; choose another name`;
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
