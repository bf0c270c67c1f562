import {
  coreServices,
  createBackendModule,
} from '@backstage/backend-plugin-api';
import {
  catalogProcessingExtensionPoint,
  catalogServiceRef,
} from '@backstage/plugin-catalog-node';
import { TopicRelationsProcessor } from './processors/TopicRelationsProcessor';
import { createClaimProviders } from './providers/createClaimProviders';
import { KafkaTopicProvider } from './providers/KafkaTopicProvider';
import { readProviderSettings } from './providers/readProviderSettings';
import { REAL_WORLD } from './providers/ProviderWorld';
import { HttpTopicLister } from './providers/TopicLister';

/**
 * Kafka topics as entities, related to the entities that declare them; and
 * claims and OAM applications of Kubernetes clusters as entities, by watch. Does
 * nothing until `catalog.providers.realtimeKafkaTopics` or `realtimeClaims`
 * names a cluster. Topics need the realtime backend in the same installation.
 *
 * @public
 */
export const catalogModuleRealtime = createBackendModule({
  pluginId: 'catalog',
  moduleId: 'realtime',
  register(env) {
    env.registerInit({
      deps: {
        auth: coreServices.auth,
        catalog: catalogServiceRef,
        config: coreServices.rootConfig,
        discovery: coreServices.discovery,
        lifecycle: coreServices.lifecycle,
        logger: coreServices.logger,
        processing: catalogProcessingExtensionPoint,
        scheduler: coreServices.scheduler,
      },
      async init({ config, lifecycle, processing, scheduler, ...services }) {
        const settings = readProviderSettings(config);
        const lister = HttpTopicLister.create(services);
        processing.addProcessor(TopicRelationsProcessor.create(settings));
        for (const each of settings) {
          const runner = scheduler.createScheduledTaskRunner(each.schedule);
          processing.addEntityProvider(
            KafkaTopicProvider.create({
              ...services,
              settings: each,
              lister,
              runner,
            }),
          );
        }
        const stop = new AbortController();
        lifecycle.addShutdownHook(() => stop.abort());
        const { signal } = stop;
        const { logger } = services;
        processing.addEntityProvider(
          createClaimProviders(config, { logger, signal, world: REAL_WORLD }),
        );
      },
    });
  },
});
