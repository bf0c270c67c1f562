import { StandInKafka } from '@backstage-realtime/sandbox';
import {
  buildClaims,
  type ClaimForm,
  type Manifest,
} from '@backstage-realtime/plugin-realtime-common';
import { aConfig } from './aConfig';
import { createTopic } from './kafkaClient';
import { startKubernetes } from './startKubernetes';
import { usePlugins } from './usePlugins';

/** A claim that a form may ask for. */
export const CLAIM = {
  name: 'ping-orders',
  language: 'typescript',
  framework: 'fastify',
} as const;

/** Throws with the problems of a form that is wrong. */
export function manifestsOf(form: ClaimForm): Manifest[] {
  const built = buildClaims(form);
  if (!built.ok) throw new Error(JSON.stringify(built.problems));
  return built.manifests;
}

/** Asks what applying the claim with this part would do. */
export const diffOf = (part: object, kubernetesCluster = 'local') => ({
  kubernetesCluster,
  manifests: manifestsOf({ application: { ...CLAIM, ...part } }),
});

/**
 * The plugin where forms of templates ask, for the tests of one file: a Kafka
 * with the topic `orders.eu`, and the Kubernetes clusters `local`, `away`, which
 * does not answer, and `personal`, which wants the token of the user.
 */
export function useCreate(kinds: { withOam?: boolean } = {}) {
  const { start } = usePlugins();
  let kafka: StandInKafka;
  let kubernetes: Awaited<ReturnType<typeof startKubernetes>>;

  beforeAll(async () => {
    kafka = await StandInKafka.start();
    await createTopic(kafka.bootstrap, 'orders.eu');
    kubernetes = await startKubernetes(kinds);
  });

  afterAll(async () => {
    await kubernetes.close();
    await kafka.close();
  });

  const clusters = () => ({
    local: { ...kubernetes.settings, namespaces: ['default', 'team-*'] },
    away: { url: 'https://localhost:1', timeoutMs: 500 },
    personal: { ...kubernetes.settings, asUser: true },
  });

  return {
    kubernetes: () => kubernetes,
    startPlugin: (...denied: string[]) =>
      start({
        config: aConfig(kafka.bootstrap, {
          kubernetes: { clusters: clusters() },
          mqtt: { brokers: { local: { url: 'mqtt://localhost:1' } } },
          websocket: { endpoints: { pong: { url: 'ws://localhost:1' } } },
        }),
        denied: new Set(denied),
      }),
  };
}
