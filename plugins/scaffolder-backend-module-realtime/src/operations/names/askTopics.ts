import {
  MAX_CHECKED_TOPICS,
  type CreateCheck,
  type NameUse,
} from '@backstage-realtime/plugin-realtime-common';
import { orCancelled } from '../orCancelled';
import type { Step } from '../services';
import type { Names, NamesFound } from './checkNames';
import type { NameServices } from './nameServices';

/** Longest wait for the realtime backend, in ms; it asks its brokers for five seconds at most. */
const TIMEOUT_MS = 10_000;

/** Topics of one task that are asked for; the others are not known. */
const MAX_TOPICS = 10 * MAX_CHECKED_TOPICS;

/**
 * Whether topics that will be made are free, and those that may exist can be
 * told from others. The realtime backend is asked, for the user: it alone
 * reaches Kafka. When it cannot say, that is told.
 */
export async function askTopics(
  step: Step,
  services: Pick<NameServices, 'auth' | 'discovery'>,
  { kafkaCluster, topics, sharedTopics }: Names,
): Promise<NamesFound> {
  if (!kafkaCluster) return { problems: [], unknown: [] };
  const fields = [
    ...topics.map(each => ({ ...each, mayExist: false })),
    ...sharedTopics.map(each => ({ ...each, mayExist: true })),
  ];
  const names = [...new Set(fields.map(({ name }) => name))];
  const uses = await readUses(step, services, { kafkaCluster, names });
  return {
    problems: fields.flatMap(({ field, name, mayExist }) =>
      (uses.get(name) ?? []).flatMap(use => {
        const why = whyNot(use, { kafkaCluster, mayExist });
        return why ? [{ field, message: `topic "${name}" ${why}` }] : [];
      }),
    ),
    unknown: names
      .filter(name => !uses.get(name)?.some(({ state }) => state !== 'unknown'))
      .map(
        name =>
          `whether topic "${name}" is free in the Kafka cluster ${kafkaCluster}`,
      ),
  };
}

function whyNot(
  use: NameUse,
  { kafkaCluster, mayExist }: { kafkaCluster: string; mayExist: boolean },
): string | undefined {
  if (use.state === 'taken' && !mayExist)
    return `exists in the Kafka cluster ${kafkaCluster}; choose another name`;
  if (use.state === 'collides')
    return `differs from "${use.by}" in the Kafka cluster ${kafkaCluster} by dots and underscores only; choose another name`;
  return undefined;
}

/** By name; without those that nobody could say. One question after the other. */
async function readUses(
  step: Step,
  services: Pick<NameServices, 'auth' | 'discovery'>,
  { kafkaCluster, names }: { kafkaCluster: string; names: string[] },
): Promise<Map<string, NameUse[]>> {
  const uses = new Map<string, NameUse[]>();
  const asked = names.slice(0, MAX_TOPICS);
  for (let at = 0; at < asked.length; at += MAX_CHECKED_TOPICS) {
    const some = asked.slice(at, at + MAX_CHECKED_TOPICS);
    const query = new URLSearchParams({ kafkaCluster, topics: some.join(',') });
    const check = await orCancelled(
      () => readCheck(step, services, query).catch(() => undefined),
      step.signal,
    );
    for (const [index, name] of some.entries())
      uses.set(name, check?.topics[index]?.uses ?? []);
  }
  return uses;
}

async function readCheck(
  { getInitiatorCredentials, signal }: Step,
  { auth, discovery }: Pick<NameServices, 'auth' | 'discovery'>,
  query: URLSearchParams,
): Promise<CreateCheck> {
  const { token } = await auth.getPluginRequestToken({
    onBehalfOf: await getInitiatorCredentials(),
    targetPluginId: 'realtime',
  });
  const base = await discovery.getBaseUrl('realtime');
  const timeout = AbortSignal.timeout(TIMEOUT_MS);
  const response = await fetch(`${base}/v1/create/check?${query}`, {
    headers: { authorization: `Bearer ${token}` },
    signal: signal ? AbortSignal.any([signal, timeout]) : timeout,
  });
  if (!response.ok) throw new Error(`status ${response.status}`);
  return (await response.json()) as CreateCheck;
}
