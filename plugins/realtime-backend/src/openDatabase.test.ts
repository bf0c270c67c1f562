import { mockServices, TestDatabases } from '@backstage/backend-test-utils';
import { openDatabase } from './openDatabase';
import { testedDatabases } from './testUtils/testedDatabases';

const TABLES = [
  'realtime_tickets',
  'realtime_health_readings',
  'realtime_health_memory',
  'realtime_health_hours',
];

describe('the database of the plugin', () => {
  const databases = TestDatabases.create({ ids: testedDatabases });

  it.each(databases.eachSupportedId())(
    'gets its tables, and loses them when migrated down, on %s',
    async id => {
      const knex = await databases.init(id);
      await openDatabase(mockServices.database({ knex }));
      const present = () =>
        Promise.all(TABLES.map(table => knex.schema.hasTable(table)));
      expect(await present()).toEqual(TABLES.map(() => true));
      await knex.migrate.rollback(
        { directory: `${__dirname}/../migrations` },
        true,
      );
      expect(await present()).toEqual(TABLES.map(() => false));
    },
  );
});
