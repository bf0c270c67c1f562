import { createBackend } from '@backstage/backend-defaults';

/** A backend of its own process, which a test kills. Configuration comes by `--config`. */
const backend = createBackend();
backend.add(import('@backstage/plugin-catalog-backend'));
backend.add(
  import('@backstage/plugin-catalog-backend-module-scaffolder-entity-model'),
);
backend.add(import('@backstage/plugin-scaffolder-backend'));
backend.add(import('../index'));
backend.start();
