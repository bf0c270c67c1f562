import { setTimeout as wait } from "node:timers/promises";
import pg from "pg";
import type { Context } from "../context.js";
import { keepTrying } from "../keepTrying.js";
import type { DatabaseSettings } from "../settings.js";
import { codeOf, isAway } from "./isAway.js";
import { prepareSchema } from "./prepareSchema.js";

const CONNECT_MS = 5_000;
const STATEMENT_MS = 5_000;
/** Time until an idle service notices that its database is away. */
const CHECK_MS = 2_000;

/** The database does not answer now; it may later. Nothing was counted, or it is not known. */
export class DatabaseAway extends Error {}

/**
 * A PostgreSQL that may come late, go away and come back, which the process
 * outlives. One task prepares the schema as soon as the database answers, with
 * growing delays, then asks it every two seconds; a statement that finds it
 * away wakes that task at once. Statements are never repeated here: whether one
 * that broke off has counted is not known.
 */
export class Database {
  readonly #pool: pg.Pool;
  readonly #context: Context;
  readonly #watching: Promise<void>;
  #away = new AbortController();
  #reason: string | undefined = "not connected yet";

  constructor(settings: DatabaseSettings, context: Context) {
    const { minConnections, maxConnections, ...address } = settings;
    this.#context = context;
    this.#pool = new pg.Pool({
      ...address,
      min: minConnections,
      max: maxConnections,
      connectionTimeoutMillis: CONNECT_MS,
      query_timeout: STATEMENT_MS,
      application_name: "counter",
    });
    const lose = (error: Error): void => {
      this.#lose(error);
    };
    // A connection that breaks between two statements has nobody to tell;
    // without a listener it would end the process.
    this.#pool.on("error", lose);
    this.#pool.on("connect", (client) => client.on("error", lose));
    this.#watching = this.#watch();
  }

  /** Undefined while it answers; otherwise why not, without addresses. */
  get reason(): string | undefined {
    return this.#reason;
  }

  /** Rows of one statement. Throws DatabaseAway. */
  async query<Row extends pg.QueryResultRow>(sql: string): Promise<Row[]> {
    if (this.#reason !== undefined) throw new DatabaseAway(this.#reason);
    try {
      return (await this.#pool.query<Row>(sql)).rows;
    } catch (error) {
      if (!isAway(error)) throw error;
      this.#lose(error);
      throw new DatabaseAway("it does not answer", { cause: error });
    }
  }

  /** After the signal of the context. */
  async stop(): Promise<void> {
    await this.#watching;
    await this.#pool.end();
  }

  async #watch(): Promise<void> {
    const { log, signal } = this.#context;
    try {
      for (;;) {
        const prepare = () => prepareSchema(this.#pool);
        await keepTrying("The database", prepare, { log, signal });
        this.#find();
        await this.#untilAway(AbortSignal.any([signal, this.#away.signal]));
      }
    } catch (error) {
      if (!signal.aborted) throw error;
    }
  }

  /** Returns when a statement finds it away; throws when the service stops. */
  async #untilAway(signal: AbortSignal): Promise<void> {
    while (!signal.aborted) {
      await wait(CHECK_MS, undefined, { signal }).catch(() => undefined);
      await this.query("SELECT 1").catch((error: unknown) => {
        this.#lose(error);
      });
    }
    this.#context.signal.throwIfAborted();
  }

  #find(): void {
    this.#reason = undefined;
    this.#away = new AbortController();
    this.#context.metrics.databaseUp.set(1);
    this.#context.log.info("The database answers");
  }

  #lose(error: unknown): void {
    if (this.#reason !== undefined) return;
    this.#reason = "it does not answer";
    this.#context.metrics.databaseUp.set(0);
    this.#context.log.warn({ code: codeOf(error) }, "The database is away");
    this.#away.abort();
  }
}
