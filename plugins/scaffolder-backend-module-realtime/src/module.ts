import {
  coreServices,
  createBackendModule,
} from '@backstage/backend-plugin-api';
import { catalogServiceRef } from '@backstage/plugin-catalog-node';
import { scaffolderActionsExtensionPoint } from '@backstage/plugin-scaffolder-node';
import { realtimeClaimPermissions } from '@backstage-realtime/plugin-realtime-common';
import {
  KubernetesClusters,
  readClaimApi,
} from '@backstage-realtime/plugin-realtime-node';
import { createActions } from './actions';
import { readKnownNames } from './operations/names/nameServices';
import {
  createPublishedRouter,
  PUBLISHED_PATH,
} from './publish/createPublishedRouter';
import { LocalPublisher } from './publish/LocalPublisher';
import { readPublishSettings } from './publish/settings';

/**
 * Actions of templates that end with a live realtime service, `realtime:…`.
 * They build, check and apply claims on the Kubernetes clusters of app-config
 * for the user who started the task, and wait until these are ready.
 *
 * @public
 */
export const scaffolderModuleRealtime = createBackendModule({
  pluginId: 'scaffolder',
  moduleId: 'realtime',
  register(env) {
    env.registerInit({
      deps: {
        actions: scaffolderActionsExtensionPoint,
        auth: coreServices.auth,
        catalog: catalogServiceRef,
        config: coreServices.rootConfig,
        discovery: coreServices.discovery,
        httpRouter: coreServices.httpRouter,
        permissions: coreServices.permissions,
        permissionsRegistry: coreServices.permissionsRegistry,
      },
      async init({ actions, config, discovery, httpRouter, ...services }) {
        services.permissionsRegistry.addPermissions(realtimeClaimPermissions);
        const settings = readPublishSettings(config);
        const publisher =
          settings &&
          LocalPublisher.create(
            settings,
            async () =>
              settings.baseUrl ??
              (await discovery.getExternalBaseUrl('scaffolder')),
          );
        if (publisher) {
          httpRouter.use(createPublishedRouter(publisher.root));
          httpRouter.addAuthPolicy({
            path: PUBLISHED_PATH,
            allow: 'unauthenticated',
          });
        }
        actions.addActions(
          ...createActions({
            clusters: KubernetesClusters.fromConfig(config),
            permissions: services.permissions,
            claimApi: readClaimApi(config),
            names: {
              auth: services.auth,
              catalog: services.catalog,
              discovery,
              known: readKnownNames(config),
            },
            publisher,
          }),
        );
      },
    });
  },
});
