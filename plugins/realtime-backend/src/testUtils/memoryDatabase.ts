import knexFactory, { type Knex } from 'knex';

/** A database that is gone when it is closed. */
export function memoryDatabase(): Knex {
  return databaseIn(':memory:');
}

/** A database in a file, which others may have open too. */
export function databaseIn(file: string): Knex {
  return knexFactory({
    client: 'better-sqlite3',
    connection: { filename: file },
    useNullAsDefault: true,
    pool: { min: 1, max: 1 },
  });
}
