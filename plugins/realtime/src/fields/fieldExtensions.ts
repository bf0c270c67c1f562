import {
  createScaffolderFieldExtension,
  type FieldExtensionComponent,
} from '@backstage/plugin-scaffolder-react';
import { realtimePlugin } from '../plugin';
import { fieldDefinitions } from './definitions';
import type { ManifestsOptions } from './manifests/buildPreview';
import type {
  SecretReference,
  SecretReferenceOptions,
} from './secret/secretValue';
import type { TopicOptions } from './topic/topicOptions';

/** A field of the legacy frontend system; put it below `<ScaffolderFieldExtensions>`. @public */
export type RealtimeFieldExtension<
  Options = Record<never, never>,
  Value = string,
> = FieldExtensionComponent<Value, Options>;

type PlainField = Exclude<
  keyof typeof fieldDefinitions,
  'topic' | 'manifests' | 'secretReference'
>;

function plain(field: PlainField): RealtimeFieldExtension {
  const { schema, ...definition } = fieldDefinitions[field];
  return realtimePlugin.provide(
    createScaffolderFieldExtension<string>({
      ...definition,
      schema: schema.schema,
    }),
  );
}

/** `ui:field: RealtimeName`. @public */
export const RealtimeNameField = plain('name');

/** `ui:field: RealtimeKubernetesCluster`. @public */
export const RealtimeKubernetesClusterField = plain('kubernetesCluster');

/** `ui:field: RealtimeNamespace`. @public */
export const RealtimeNamespaceField = plain('namespace');

/** `ui:field: RealtimeKafkaCluster`. @public */
export const RealtimeKafkaClusterField = plain('kafkaCluster');

/** `ui:field: RealtimeMqttBroker`. @public */
export const RealtimeMqttBrokerField = plain('mqttBroker');

/** `ui:field: RealtimeWebSocketEndpoint`. @public */
export const RealtimeWebSocketEndpointField = plain('webSocketEndpoint');

/** `ui:field: RealtimePlatform`. @public */
export const RealtimePlatformField = plain('platform');

/** `ui:field: RealtimeConsumerGroup`. @public */
export const RealtimeConsumerGroupField = plain('consumerGroup');

/** `ui:field: RealtimeDuration`. @public */
export const RealtimeDurationField = plain('duration');

/** `ui:field: RealtimeSecretReference`. @public */
export const RealtimeSecretReferenceField: RealtimeFieldExtension<
  SecretReferenceOptions,
  SecretReference
> = realtimePlugin.provide(
  createScaffolderFieldExtension<SecretReference, SecretReferenceOptions>({
    ...fieldDefinitions.secretReference,
    schema: fieldDefinitions.secretReference.schema.schema,
  }),
);

/** `ui:field: RealtimeTopic`. @public */
export const RealtimeTopicField: RealtimeFieldExtension<TopicOptions> =
  realtimePlugin.provide(
    createScaffolderFieldExtension<string, TopicOptions>({
      ...fieldDefinitions.topic,
      schema: fieldDefinitions.topic.schema.schema,
    }),
  );

/** `ui:field: RealtimeManifests`. @public */
export const RealtimeManifestsField: RealtimeFieldExtension<ManifestsOptions> =
  realtimePlugin.provide(
    createScaffolderFieldExtension<string, ManifestsOptions>({
      ...fieldDefinitions.manifests,
      schema: fieldDefinitions.manifests.schema.schema,
    }),
  );
