import type { Entity } from '@backstage/catalog-model';
import {
  ANNOTATIONS,
  CLAIM_ANNOTATIONS,
  type ClaimPhase,
} from '@backstage-realtime/plugin-realtime-common';
import { ownedSystems, ownedWrites } from './ownedFlows';

const OWNER = 'user:default/guest';

/** Components of the story that are deployed as a canary. */
const WITH_ROLLOUT = ['pingpong-counter'];

/** A component that the reader owns, with what its catalog-info.yaml says. */
export function component(title: string): Entity {
  const system = ownedSystems[title];
  const writes = ownedWrites[title];
  return {
    apiVersion: 'backstage.io/v1alpha1',
    kind: 'Component',
    metadata: {
      name: title,
      namespace: 'default',
      annotations: {
        [ANNOTATIONS.kafkaTopics]: `prod-eu1/${title}`,
        ...(writes && { [ANNOTATIONS.producerTopicsAlias]: writes }),
        ...(WITH_ROLLOUT.includes(title) && {
          [ANNOTATIONS.rollout]: `prod-eu1/demo/${title}`,
        }),
      },
    },
    spec: { type: 'service', owner: OWNER, lifecycle: 'production' },
    relations: [
      { type: 'ownedBy', targetRef: OWNER },
      ...(system
        ? [{ type: 'partOf', targetRef: `system:default/${system}` }]
        : []),
    ],
  };
}

/** A component with rollouts and no topics. */
export function canaryAlone(title: string): Entity {
  const entity = component(title);
  const annotations = { [ANNOTATIONS.rollout]: `prod-eu1/demo/${title}` };
  return { ...entity, metadata: { ...entity.metadata, annotations } };
}

/** A topic as the catalog module lists it. */
export function topicOfItsOwn(title: string): Entity {
  return {
    ...component(title),
    kind: 'Resource',
    spec: { type: 'kafka-topic', owner: OWNER },
  };
}

/** A claim as the catalog module lists it, for a component. */
export function claimOf(
  title: string,
  phase: ClaimPhase,
  message?: string,
): Entity {
  return {
    apiVersion: 'backstage.io/v1alpha1',
    kind: 'Resource',
    metadata: {
      name: `prod-eu1.demo.claim.${title}`,
      namespace: 'default',
      annotations: {
        [CLAIM_ANNOTATIONS.status]: phase,
        ...(message && { [CLAIM_ANNOTATIONS.message]: message }),
      },
    },
    spec: { type: 'realtime-claim', owner: OWNER },
    relations: [
      { type: 'ownedBy', targetRef: OWNER },
      { type: 'dependencyOf', targetRef: `component:default/${title}` },
    ],
  };
}
