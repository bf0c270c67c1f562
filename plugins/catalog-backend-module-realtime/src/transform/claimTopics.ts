import {
  ANNOTATIONS,
  readDeclaredStreams,
} from '@backstage-realtime/plugin-realtime-common';
import type { KubernetesObject } from '@backstage-realtime/plugin-realtime-node';
import { z } from 'zod';

/** What is read of a spec; anything else in it, or in its place, is passed over. */
const spec = z
  .object({
    // Of a platform; with settings, or only named.
    topics: z.array(z.object({ name: z.string() })).catch([]),
    kafkaConfig: z
      .object({ topics: z.array(z.string()).catch([]) })
      .catch({ topics: [] }),
    // Of a service.
    streaming: z
      .object({
        enabled: z.boolean().catch(true),
        topics: z.array(z.string()).catch([]),
      })
      .catch({ enabled: false, topics: [] }),
  })
  .catch({
    topics: [],
    kafkaConfig: { topics: [] },
    streaming: { enabled: false, topics: [] },
  });

/**
 * Topics that a claim asks for, as the annotation of streams: its entity then
 * says which of them the Kafka cluster does not have. Undefined when it asks
 * for none. Names that no topic can have are left out; the cluster refuses them.
 */
export function claimTopics(
  object: KubernetesObject,
  kafkaCluster: string,
): string | undefined {
  const { topics, kafkaConfig, streaming } = spec.parse(object.spec ?? {});
  const names = new Set([
    ...topics.map(({ name }) => name),
    ...kafkaConfig.topics,
    ...(streaming.enabled ? streaming.topics : []),
  ]);
  const usable = [...names]
    .map(name => `${kafkaCluster}/${name}`)
    .filter(isStream);
  return usable.length > 0 ? usable.join(',') : undefined;
}

function isStream(part: string): boolean {
  const { streams, problems } = readDeclaredStreams({
    metadata: {
      name: 'claim',
      annotations: { [ANNOTATIONS.kafkaTopics]: part },
    },
  });
  return streams.length === 1 && problems.length === 0;
}
