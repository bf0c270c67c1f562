import { createBackend } from '@backstage/backend-defaults';
import { WinstonLogger } from '@backstage/backend-defaults/rootLogger';
import {
  coreServices,
  createServiceFactory,
} from '@backstage/backend-plugin-api';
import { dieAt, hurry } from './dieAt';

/**
 * A backend of its own process, which a test kills. Configuration comes by
 * `--config`; DIE_AT is a JSON list of texts, see `dieAt`.
 */
const { DIE_AT } = process.env;
hurry();

/**
 * Without looking for secrets of app-config: the schema of all packages is half
 * of what a start takes, and who is killed at once starts many times.
 */
const plainLogger = createServiceFactory({
  service: coreServices.rootLogger,
  deps: {},
  factory: () => WinstonLogger.create({ format: WinstonLogger.colorFormat() }),
});

const backend = createBackend();
if (DIE_AT) {
  dieAt(JSON.parse(DIE_AT));
  backend.add(plainLogger);
}
backend.add(import('@backstage/plugin-catalog-backend'));
backend.add(
  import('@backstage/plugin-catalog-backend-module-scaffolder-entity-model'),
);
backend.add(import('@backstage/plugin-scaffolder-backend'));
backend.add(import('../index'));
backend.start();
