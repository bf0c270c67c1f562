import {
  getCompoundEntityRef,
  RELATION_DEPENDENCY_OF,
  RELATION_DEPENDS_ON,
  type CompoundEntityRef,
  type Entity,
} from '@backstage/catalog-model';
import {
  processingResult,
  type CatalogProcessor,
  type CatalogProcessorEmit,
} from '@backstage/plugin-catalog-node';
import type { LocationSpec } from '@backstage/plugin-catalog-common';
import {
  matchesAny,
  readDeclaredStreams,
  type StreamRef,
} from '@backstage-realtime/plugin-realtime-common';
import type { TopicProviderSettings } from '../providers/readProviderSettings';
import { topicEntityName } from '../transform/entityName';
import { TOPIC_TYPE } from '../transform/topicEntity';

type Scope = Pick<TopicProviderSettings, 'cluster' | 'include' | 'exclude'>;

/**
 * Relates entities to the topics they declare, both ways: `dependsOn` and
 * `dependencyOf`. Only to topics that a provider of app-config makes entities
 * of; malformed parts of annotations are left out, their page names them.
 */
export class TopicRelationsProcessor implements CatalogProcessor {
  static create(scopes: readonly Scope[]): TopicRelationsProcessor {
    return new TopicRelationsProcessor(scopes);
  }

  private constructor(private readonly scopes: readonly Scope[]) {}

  getProcessorName(): string {
    return 'RealtimeTopicRelationsProcessor';
  }

  async postProcessEntity(
    entity: Entity,
    _location: LocationSpec,
    emit: CatalogProcessorEmit,
  ): Promise<Entity> {
    if (entity.spec?.type === TOPIC_TYPE) return entity;
    const source = getCompoundEntityRef(entity);
    for (const target of this.topicsOf(entity)) {
      emit(relation(source, RELATION_DEPENDS_ON, target));
      emit(relation(target, RELATION_DEPENDENCY_OF, source));
    }
    return entity;
  }

  private topicsOf(entity: Entity): CompoundEntityRef[] {
    return readDeclaredStreams(entity).streams.flatMap(ref =>
      ref.kind === 'kafka' && this.isInCatalog(ref)
        ? [
            {
              kind: 'Resource',
              namespace: 'default',
              name: topicEntityName(ref.system, ref.topic),
            },
          ]
        : [],
    );
  }

  private isInCatalog(ref: Extract<StreamRef, { kind: 'kafka' }>): boolean {
    return this.scopes.some(
      ({ cluster, include, exclude }) =>
        cluster === ref.system &&
        matchesAny(include, ref.topic) &&
        !matchesAny(exclude, ref.topic),
    );
  }
}

function relation(
  source: CompoundEntityRef,
  type: string,
  target: CompoundEntityRef,
) {
  return processingResult.relation({ source, type, target });
}
