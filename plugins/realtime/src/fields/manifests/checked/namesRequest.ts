import {
  findComponentNames,
  MAX_CHECKED_TOPICS,
  type CreateCheckRequest,
} from '@backstage-realtime/plugin-realtime-common';
import { textOf } from '../../form/fieldProps';
import type { Answers } from '../../template/evaluate';
import { renderInput } from '../../template/renderInput';
import { NotRendered } from '../../template/tokens';

/** What is asked for the names of a whole form. */
export interface NamesRequest {
  request: CreateCheckRequest;
  /** Topics that may exist. */
  shared: ReadonlySet<string>;
}

/**
 * The names that a step `realtime:names:check` with this input would check, as
 * far as a form can ask for them. Its token is left out: the form has it apart.
 * Undefined where only the task can compute them.
 */
export function readNamesRequest(
  input: object | undefined,
  answers: Answers,
): NamesRequest | undefined {
  if (!input) return undefined;
  const { token: _token, ...untold } = input as Record<string, unknown>;
  const names = render(untold, answers);
  if (!names) return undefined;
  const kafkaCluster = textOf(names, 'kafkaCluster');
  const made = topicsOf(names.topics);
  const shared = sharedTopics(names.components);
  const topics = kafkaCluster ? [...new Set([...made, ...shared])] : [];
  return {
    request: {
      name: textOf(names, 'name'),
      kubernetesCluster: textOf(names, 'kubernetesCluster'),
      namespace: textOf(names, 'namespace'),
      kafkaCluster,
      topics: topics.slice(0, MAX_CHECKED_TOPICS),
    },
    shared: new Set(shared.filter(each => !made.includes(each))),
  };
}

function render(
  input: Record<string, unknown>,
  answers: Answers,
): Record<string, unknown> | undefined {
  try {
    return renderInput(input, answers) as Record<string, unknown>;
  } catch (error) {
    if (error instanceof NotRendered) return undefined;
    throw error;
  }
}

/** By the field each comes from, or the list of a platform. */
function topicsOf(topics: unknown): string[] {
  if (typeof topics !== 'object' || topics === null) return [];
  return Object.values(topics).flatMap((each: unknown) => {
    const name =
      typeof each === 'object'
        ? (each as { name?: unknown } | null)?.name
        : each;
    return typeof name === 'string' && name !== '' ? [name] : [];
  });
}

function sharedTopics(components: unknown): string[] {
  const all = Array.isArray(components) ? components : [];
  return findComponentNames(all).topics.map(({ name }) => name);
}
