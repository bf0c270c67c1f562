import { SecretsContextProvider } from '@backstage/plugin-scaffolder-react';
import { Stepper } from '@backstage/plugin-scaffolder-react/alpha';
import { TestApiProvider } from '@backstage/test-utils';
import { realtimeCreateApiRef } from '@backstage-realtime/plugin-realtime-react';
import { useMemo } from 'react';
import { fieldDefinitions } from '../../src/fields/definitions';
import type { CreateStory } from './createStories';
import { StaticCreateApi } from './StaticCreateApi';

const field = (title: string, name: string, options?: object) => ({
  type: 'string',
  title,
  'ui:field': name,
  ...(options && { 'ui:options': options }),
});

const properties = {
  name: field('Name', 'RealtimeName'),
  kubernetesCluster: field('Kubernetes cluster', 'RealtimeKubernetesCluster'),
  namespace: field('Namespace', 'RealtimeNamespace'),
  kafkaCluster: field('Kafka cluster', 'RealtimeKafkaCluster'),
  mqttBroker: field('MQTT broker', 'RealtimeMqttBroker'),
  websocketEndpoint: field('WebSocket endpoint', 'RealtimeWebSocketEndpoint'),
  platform: field('Platform', 'RealtimePlatform'),
  topic: field('Kafka topic', 'RealtimeTopic', {
    fallback: '${{ parameters.name + "-ping" }}',
  }),
  retention: field('Retention', 'RealtimeDuration'),
  secret: field('Password of the broker', 'RealtimeSecretReference'),
  manifests: field('Manifests', 'RealtimeManifests', {
    kubernetesCluster: '${{ parameters.kubernetesCluster }}',
    claims: [
      {
        input: {
          application: {
            name: '${{ parameters.name }}',
            language: 'typescript',
            framework: 'fastify',
          },
          platform: {
            name: '${{ parameters.name + "-platform" }}',
            profile: 'dev',
            iot: false,
            mqttConfig: { qosLevel: 1 },
            topics: [
              {
                name: '${{ parameters.name + "-ping" }}',
                partitions: 6,
                retention: '24h',
              },
              {
                name: '${{ parameters.name + "-pong" }}',
                partitions: 3,
                retention: '24h',
              },
              {
                name: '${{ parameters.name + "-dead-letter" }}',
                partitions: 1,
                retention: '7d',
              },
            ],
          },
        },
      },
    ],
  }),
};

/** All fields on one page of a form, or its review, over a backend in memory. */
export function CreateStoryView({ story }: { story: CreateStory }) {
  const api = useMemo(() => new StaticCreateApi(story.mood), [story]);
  return (
    <TestApiProvider apis={[[realtimeCreateApiRef, api]]}>
      <main style={{ padding: 20 }}>
        <SecretsContextProvider>
          <Stepper
            manifest={{
              title: story.title,
              steps: [
                {
                  title: story.isReview ? 'Manifests' : 'Fields',
                  schema: {
                    type: 'object',
                    properties: story.isReview
                      ? { manifests: properties.manifests }
                      : properties,
                  } as never,
                },
              ],
            }}
            extensions={Object.values(fieldDefinitions) as never}
            initialState={story.answers}
            onCreate={async () => undefined}
          />
        </SecretsContextProvider>
      </main>
    </TestApiProvider>
  );
}
