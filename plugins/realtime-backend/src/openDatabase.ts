import {
  resolvePackagePath,
  type DatabaseService,
} from '@backstage/backend-plugin-api';
import type { Knex } from 'knex';

/** The plugin's database, with this plugin's migrations applied unless the host manages them itself. */
export async function openDatabase(database: DatabaseService): Promise<Knex> {
  const knex = await database.getClient();
  if (!database.migrations?.skip) {
    const directory = resolvePackagePath(
      '@backstage-realtime/plugin-realtime-backend',
      'migrations',
    );
    await knex.migrate.latest({ directory });
  }
  return knex;
}
