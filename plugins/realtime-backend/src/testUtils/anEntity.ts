import type { Entity } from '@backstage/catalog-model';

/** The component of the tests with these annotations instead of its two Kafka topics. */
export function anEntity(
  annotations: Record<string, string> = {
    'backstage-realtime.io/kafka-topics':
      'local/pong_topic, local/secret_topic',
  },
): Entity {
  return {
    apiVersion: 'backstage.io/v1alpha1',
    kind: 'Component',
    metadata: { name: 'ping-pong', namespace: 'default', annotations },
    relations: [{ type: 'ownedBy', targetRef: 'group:default/team-realtime' }],
  };
}
