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

/**
 * Whether topics that will be made are free. The realtime backend is asked,
 * for the user: it alone reaches Kafka. When it cannot say, that is told.
 */
export async function askTopics(
  step: Step,
  services: Pick<NameServices, 'auth' | 'discovery'>,
  { kafkaCluster, topics = {} }: Names,
): Promise<NamesFound> {
  const fields = Object.entries(topics).slice(0, MAX_CHECKED_TOPICS);
  if (!kafkaCluster || fields.length === 0)
    return { problems: [], unknown: [] };
  const query = new URLSearchParams({
    kafkaCluster,
    topics: fields.map(([, topic]) => topic).join(','),
  });
  const check = await orCancelled(
    () => readCheck(step, services, query).catch(() => undefined),
    step.signal,
  );
  const found = fields.map(([field, topic], index) => {
    const uses = check?.topics[index]?.uses ?? [];
    return { field, topic, uses };
  });
  return {
    problems: found.flatMap(({ field, topic, uses }) =>
      uses.flatMap(use => {
        const why = whyNot(use, kafkaCluster);
        return why ? [{ field, message: `topic "${topic}" ${why}` }] : [];
      }),
    ),
    unknown: found
      .filter(({ uses }) => !uses.some(({ state }) => state !== 'unknown'))
      .map(
        ({ topic }) =>
          `whether topic "${topic}" is free in the Kafka cluster ${kafkaCluster}`,
      ),
  };
}

function whyNot(use: NameUse, cluster: string): string | undefined {
  if (use.state === 'taken')
    return `exists in the Kafka cluster ${cluster}; choose another name`;
  if (use.state === 'collides')
    return `differs from "${use.by}" in the Kafka cluster ${cluster} by dots and underscores only; choose another name`;
  return undefined;
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
