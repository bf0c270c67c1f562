import type { Entity } from '@backstage/catalog-model';
import { RELATION_PART_OF, stringifyEntityRef } from '@backstage/catalog-model';
import { identityApiRef, useApi } from '@backstage/core-plugin-api';
import {
  CATALOG_FILTER_EXISTS,
  catalogApiRef,
} from '@backstage/plugin-catalog-react';
import {
  ANNOTATIONS,
  isRolloutAvailable,
  isTopicHealthAvailable,
  MAX_WATCHED_ENTITIES,
  readProducedTopics,
} from '@backstage-realtime/plugin-realtime-common';
import {
  useLoad,
  type Loaded,
  type OwnerScope,
} from '@backstage-realtime/plugin-realtime-react';
import { useCallback } from 'react';

/** One entity of the list. */
export interface OwnedEntity {
  entityRef: string;
  title: string;
  kind: string;
  namespace: string;
  name: string;
  /** Ref of the catalog's system that it is part of. */
  systemRef?: string;
  /** Topics it says it writes to, as `cluster/topic`. */
  writes: string[];
  /** False where it is listed for its rollouts alone. */
  hasTopics: boolean;
  hasRollouts: boolean;
}

/** What one overview may read, by name; `isCut` when the catalog has more. */
export interface OwnedEntities {
  entities: OwnedEntity[];
  isCut: boolean;
}

/** Annotations that give an entity a Topics tab, or name its rollouts; labels may find none. */
const LISTED_ANNOTATIONS = [
  ANNOTATIONS.kafkaTopics,
  ANNOTATIONS.producerTopicsAlias,
  ANNOTATIONS.kafkaConsumerGroups,
  ANNOTATIONS.consumerGroupsAlias,
  ANNOTATIONS.consumerGroupsInfoAlias,
  ANNOTATIONS.rollout,
];

/** What the list reads of an entity of the catalog, whether a row or beside one. */
export const OWNED_FIELDS = [
  'kind',
  'metadata.name',
  'metadata.namespace',
  'metadata.title',
  'metadata.annotations',
  'relations',
];

/** A topic that the catalog lists by itself: the rows are of who uses it. */
const NO_TOPIC_OF_ITS_OWN = {
  $not: { kind: 'Resource', 'spec.type': 'kafka-topic' },
};

/** Entities with topics, groups or rollouts that belong to the reader, to the reader's teams, or to anybody. */
export function useOwnedEntities(scope: OwnerScope): Loaded<OwnedEntities> {
  const catalog = useApi(catalogApiRef);
  const identity = useApi(identityApiRef);
  const load = useCallback(
    async (key: string) => {
      const { userEntityRef, ownershipEntityRefs } =
        await identity.getBackstageIdentity();
      const owners = {
        all: [],
        me: [userEntityRef],
        mine: ownershipEntityRefs,
      };
      const { items } = await catalog.queryEntities({
        filter: filterOf(owners[key as OwnerScope]),
        query: NO_TOPIC_OF_ITS_OWN,
        fields: OWNED_FIELDS,
        orderFields: { field: 'metadata.name', order: 'asc' },
        totalItems: 'exclude',
        // One more tells that there are more.
        limit: MAX_WATCHED_ENTITIES + 1,
      });
      return {
        entities: items.slice(0, MAX_WATCHED_ENTITIES).map(toOwned),
        isCut: items.length > MAX_WATCHED_ENTITIES,
      };
    },
    [catalog, identity],
  );
  return useLoad(scope, load);
}

/** One condition an annotation, of which one is enough; no owners is everybody. */
function filterOf(owners: string[]) {
  return LISTED_ANNOTATIONS.map(annotation => ({
    [`metadata.annotations.${annotation}`]: CATALOG_FILTER_EXISTS,
    ...(owners.length > 0 && { 'relations.ownedBy': owners }),
  }));
}

function toOwned(entity: Entity): OwnedEntity {
  const { name, namespace = 'default', title = name } = entity.metadata;
  return {
    entityRef: stringifyEntityRef(entity),
    ...{ title, kind: entity.kind, namespace, name },
    systemRef: systemOf(entity),
    writes: readProducedTopics(entity).map(
      ({ system, topic }) => `${system}/${topic}`,
    ),
    hasTopics: isTopicHealthAvailable(entity),
    hasRollouts: isRolloutAvailable(entity),
  };
}

function systemOf({ relations = [] }: Entity): string | undefined {
  return relations.find(
    ({ type, targetRef }) =>
      type === RELATION_PART_OF && targetRef.startsWith('system:'),
  )?.targetRef;
}
