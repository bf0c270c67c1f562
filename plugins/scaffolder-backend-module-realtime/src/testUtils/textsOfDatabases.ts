import { readdirSync } from 'node:fs';
import { join } from 'node:path';
import knexFactory from 'knex';

/** Every row of every table of the SQLite files of a folder, as JSON. What was deleted is not there. */
export async function textsOfDatabases(folder: string): Promise<string[]> {
  const files = readdirSync(folder).filter(name => name.endsWith('.sqlite'));
  const texts = await Promise.all(
    files.map(name => textsOfDatabase(join(folder, name))),
  );
  return texts.flat();
}

async function textsOfDatabase(filename: string): Promise<string[]> {
  const knex = knexFactory({
    client: 'better-sqlite3',
    connection: { filename },
    useNullAsDefault: true,
  });
  try {
    const tables: { name: string }[] = await knex('sqlite_master')
      .where({ type: 'table' })
      .select('name');
    const rows = await Promise.all(tables.map(({ name }) => knex(name)));
    return rows.flat().map(row => JSON.stringify(row));
  } finally {
    await knex.destroy();
  }
}
