import type { Database } from "../database/Database.js";

/** bigint comes as text. */
interface Row {
  counter_value: string;
}

const INCREMENT = `
  INSERT INTO ping_counter (id, counter_value) VALUES (1, 1)
  ON CONFLICT (id) DO UPDATE
    SET counter_value = ping_counter.counter_value + 1, updated_at = now()
  RETURNING counter_value`;

const READ = "SELECT counter_value FROM ping_counter WHERE id = 1";

/**
 * The count of all pods of all versions. Reading and writing in one statement
 * is what makes that true: PostgreSQL lets one increment after another change
 * the row, whoever asks.
 */
export class Counter {
  readonly #database: Database;

  constructor(database: Database) {
    this.#database = database;
  }

  /** The count after one more. Throws DatabaseAway. */
  async increment(): Promise<number> {
    return toCount(await this.#database.query<Row>(INCREMENT));
  }

  /** 0 before the first. Throws DatabaseAway. */
  async read(): Promise<number> {
    return toCount(await this.#database.query<Row>(READ));
  }
}

function toCount([row]: Row[]): number {
  return Number(row?.counter_value ?? 0);
}
