import {
  coreServices,
  createBackendModule,
} from '@backstage/backend-plugin-api';
import {
  catalogProcessingExtensionPoint,
  catalogServiceRef,
} from '@backstage/plugin-catalog-node';
import { TopicRelationsProcessor } from './processors/TopicRelationsProcessor';
import { KafkaTopicProvider } from './providers/KafkaTopicProvider';
import { readProviderSettings } from './providers/readProviderSettings';
import { HttpTopicLister } from './providers/TopicLister';

/**
 * Kafka topics as entities, related to the entities that declare them. Does
 * nothing until `catalog.providers.realtimeKafkaTopics` names a cluster; needs
 * the realtime backend in the same installation.
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
        logger: coreServices.logger,
        processing: catalogProcessingExtensionPoint,
        scheduler: coreServices.scheduler,
      },
      async init({ config, processing, scheduler, ...services }) {
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
      },
    });
  },
});
