import type {
  AuthService,
  LoggerService,
  SchedulerServiceTaskRunner,
} from '@backstage/backend-plugin-api';
import { CATALOG_FILTER_EXISTS } from '@backstage/catalog-client';
import type {
  CatalogService,
  EntityProvider,
  EntityProviderConnection,
} from '@backstage/plugin-catalog-node';
import {
  ANNOTATIONS,
  matchesAny,
  readDeclaredStreams,
  type ClusterTopic,
} from '@backstage-realtime/plugin-realtime-common';
import { TOPIC_TYPE, toTopicEntity } from '../transform/topicEntity';
import type { TopicLister } from './TopicLister';
import type { TopicProviderSettings } from './readProviderSettings';

/** What one provider stands on. */
export interface KafkaTopicProviderOptions {
  settings: TopicProviderSettings;
  lister: TopicLister;
  catalog: CatalogService;
  auth: AuthService;
  runner: SchedulerServiceTaskRunner;
  logger: LoggerService;
}

/**
 * The topics of one cluster as entities. A cluster that does not answer changes
 * nothing: an outage never deletes entities. A topic that is gone from a cluster
 * that answered is gone from the catalog.
 */
export class KafkaTopicProvider implements EntityProvider {
  private connection?: EntityProviderConnection;

  static create(options: KafkaTopicProviderOptions): KafkaTopicProvider {
    return new KafkaTopicProvider(options);
  }

  private constructor(private readonly options: KafkaTopicProviderOptions) {}

  getProviderName(): string {
    return `KafkaTopicProvider:${this.options.settings.id}`;
  }

  async connect(connection: EntityProviderConnection): Promise<void> {
    this.connection = connection;
    await this.options.runner.run({
      id: this.getProviderName(),
      fn: () => this.refresh(),
    });
  }

  /** Reads the cluster once. Never rejects: what went wrong is logged, and nothing is changed. */
  async refresh(): Promise<void> {
    const { settings, lister, logger } = this.options;
    const { cluster } = settings;
    try {
      const topics = (await lister.list(cluster)).filter(topic =>
        isWanted(topic, settings),
      );
      const declared = await this.declaredTopics();
      await this.replace(topics, declared);
    } catch (error) {
      const cause = error instanceof Error ? error.message : String(error);
      logger.warn(
        `The topics of ${cluster} were not read; the catalog keeps those it has. ${cause}`,
      );
    }
  }

  private async replace(
    topics: ClusterTopic[],
    declared: ReadonlySet<string>,
  ): Promise<void> {
    const { settings, logger } = this.options;
    const undeclared = topics.filter(({ topic }) => !declared.has(topic));
    await this.connection?.applyMutation({
      type: 'full',
      entities: topics.map(each => ({
        locationKey: this.getProviderName(),
        entity: toTopicEntity(each, settings, declared.has(each.topic)),
      })),
    });
    logger.info(
      `${settings.cluster}: ${topics.length} topics in the catalog, ${undeclared.length} of them declared by no entity`,
    );
  }

  /** Topics of this cluster that some entity declares, other than the topics themselves. */
  private async declaredTopics(): Promise<Set<string>> {
    const { catalog, auth, settings } = this.options;
    const { items } = await catalog.getEntities(
      {
        filter: [ANNOTATIONS.kafkaTopics, ANNOTATIONS.producerTopicsAlias].map(
          annotation => ({
            [`metadata.annotations.${annotation}`]: CATALOG_FILTER_EXISTS,
          }),
        ),
        fields: ['kind', 'metadata.annotations', 'spec.type'],
      },
      { credentials: await auth.getOwnServiceCredentials() },
    );
    const others = items.filter(({ spec }) => spec?.type !== TOPIC_TYPE);
    const refs = others.flatMap(entity => readDeclaredStreams(entity).streams);
    return new Set(
      refs.flatMap(ref =>
        ref.kind === 'kafka' && ref.system === settings.cluster
          ? [ref.topic]
          : [],
      ),
    );
  }
}

function isWanted(
  { topic, isInternal }: ClusterTopic,
  { include, exclude }: TopicProviderSettings,
): boolean {
  if (isInternal && include === undefined) return false;
  return matchesAny(include, topic) && !matchesAny(exclude, topic);
}
