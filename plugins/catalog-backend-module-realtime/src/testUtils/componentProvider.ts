import { createBackendModule } from '@backstage/backend-plugin-api';
import {
  ANNOTATION_LOCATION,
  ANNOTATION_ORIGIN_LOCATION,
} from '@backstage/catalog-model';
import { catalogProcessingExtensionPoint } from '@backstage/plugin-catalog-node';

/** A component `pinger` with these annotations, as a file of a team would bring it. */
export function componentProvider(annotations: Record<string, string>) {
  return createBackendModule({
    pluginId: 'catalog',
    moduleId: 'test-component',
    register(env) {
      env.registerInit({
        deps: { processing: catalogProcessingExtensionPoint },
        async init({ processing }) {
          processing.addEntityProvider({
            getProviderName: () => 'test-component',
            connect: connection =>
              connection.applyMutation({
                type: 'full',
                entities: [
                  {
                    entity: {
                      apiVersion: 'backstage.io/v1alpha1',
                      kind: 'Component',
                      metadata: {
                        name: 'pinger',
                        annotations: {
                          [ANNOTATION_LOCATION]: 'test:pinger',
                          [ANNOTATION_ORIGIN_LOCATION]: 'test:pinger',
                          ...annotations,
                        },
                      },
                      spec: {
                        type: 'service',
                        lifecycle: 'production',
                        owner: 'group:default/team-realtime',
                      },
                    },
                  },
                ],
              }),
          });
        },
      });
    },
  });
}
