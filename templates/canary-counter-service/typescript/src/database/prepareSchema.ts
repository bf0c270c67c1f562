import type { Pool } from "pg";

/** Any number, as long as nothing else in this database locks the same. */
const LOCK = 2507;

/**
 * Creates what the counter needs, unless it is there. Stable and canary may
 * start at once, and IF NOT EXISTS alone does not keep two sessions from
 * creating the same table: the lock does. Change the table so that the version
 * before still works on it, or a rollout cannot go back.
 */
export async function prepareSchema(pool: Pool): Promise<void> {
  const client = await pool.connect();
  try {
    await client.query("BEGIN");
    await client.query("SELECT pg_advisory_xact_lock($1)", [LOCK]);
    await client.query(`
      CREATE TABLE IF NOT EXISTS ping_counter (
        id smallint PRIMARY KEY,
        counter_value bigint NOT NULL,
        created_at timestamptz NOT NULL DEFAULT now(),
        updated_at timestamptz NOT NULL DEFAULT now()
      )`);
    await client.query("COMMIT");
    client.release();
  } catch (error) {
    // Closed rather than given back: it may be in the middle of a transaction.
    client.release(true);
    throw error;
  }
}
