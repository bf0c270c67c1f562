import { FormFieldBlueprint } from '@backstage/plugin-scaffolder-react/alpha';
import type { fieldDefinitions } from './definitions';

type FieldName = keyof typeof fieldDefinitions;

/** The fields of templates for the new frontend system; each is loaded with the first form. */
export const formFields = [
  formField('name', 'name'),
  formField('kubernetes-cluster', 'kubernetesCluster'),
  formField('namespace', 'namespace'),
  formField('kafka-cluster', 'kafkaCluster'),
  formField('mqtt-broker', 'mqttBroker'),
  formField('web-socket-endpoint', 'webSocketEndpoint'),
  formField('platform', 'platform'),
  formField('consumer-group', 'consumerGroup'),
  formField('duration', 'duration'),
  formField('secret-reference', 'secretReference'),
  formField('topic', 'topic'),
  formField('manifests', 'manifests'),
] as const;

function formField<const Id extends string>(id: Id, field: FieldName) {
  return FormFieldBlueprint.make({
    name: id,
    params: {
      field: () => import('./loadFormField').then(m => m.loadFormField(field)),
    },
  });
}
