import type { TestDatabaseId } from '@backstage/backend-test-utils';

/** PostgreSQL where one is offered; SQLite everywhere. */
export const testedDatabases: TestDatabaseId[] = process.env
  .BACKSTAGE_TEST_DATABASE_POSTGRES16_CONNECTION_STRING
  ? ['SQLITE_3', 'POSTGRES_16']
  : ['SQLITE_3'];
