import { createBackend } from '@backstage/backend-defaults';
import { dieAt, hurry } from './dieAt';

/**
 * A backend of its own process, which a test kills. Configuration comes by
 * `--config`; DIE_AT is a JSON list of texts, see `dieAt`.
 */
const { DIE_AT } = process.env;
if (DIE_AT) dieAt(JSON.parse(DIE_AT));
hurry();

const backend = createBackend();
backend.add(import('@backstage/plugin-catalog-backend'));
backend.add(
  import('@backstage/plugin-catalog-backend-module-scaffolder-entity-model'),
);
backend.add(import('@backstage/plugin-scaffolder-backend'));
backend.add(import('../index'));
backend.start();
