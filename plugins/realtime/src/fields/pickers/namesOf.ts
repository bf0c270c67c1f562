import type { CreateOptions } from '@backstage-realtime/plugin-realtime-common';

/** The choices of each picker. */
export const namesOf = {
  kubernetesCluster: ({ kubernetesClusters }: CreateOptions) =>
    kubernetesClusters.map(({ name }) => name),
  kafkaCluster: ({ kafkaClusters }: CreateOptions) => kafkaClusters,
  mqttBroker: ({ mqttBrokers }: CreateOptions) => mqttBrokers,
  webSocketEndpoint: ({ webSocketEndpoints }: CreateOptions) =>
    webSocketEndpoints,
};
