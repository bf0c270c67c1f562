import type { Knex } from 'knex';
import type { CheckMemory, HealthMemory } from '../evaluate/types';
import type { HealthReading } from './HealthReading';
import type { HistoryStore } from './HistoryStore';
import { hourOf, KEPT_HOURS, type HourReading } from './HourlyRates';
import { COARSE_MS, COARSE_STEP_MS, FINE_MS } from './ReadingHistory';

interface ReadingRow {
  scope: string;
  bucket: number;
  /** PostgreSQL answers a bigint as text. */
  at_ms: number | string;
  is_coarse: boolean;
  reading: string;
}

interface MemoryRow {
  scope: string;
  at_ms: number | string;
  memory: string;
}

interface HourRow {
  scope: string;
  hour: number;
  rates: string;
}

const READINGS = 'realtime_health_readings';
const HOURS = 'realtime_health_hours';
const MEMORY = 'realtime_health_memory';

/** One row of all replicas in this time, so that two readers do not double the history. */
const BUCKET_MS = 10_000;

/** A reading with more text than this is not kept over a restart. */
const MAX_READING_BYTES = 512 * 1024;

/** Rows one scope gives back: a day coarse and three hours fine. */
const MAX_ROWS = 1_500;

/** Expired rows are looked for this often, in writes. */
const SWEEP_EVERY = 100;

/** {@link HistoryStore} in the plugin's database. */
export class DatabaseHistoryStore implements HistoryStore {
  private writes = 0;
  /** Newest coarse step written by scope; bounded by the scopes in use. */
  private readonly coarse = new Map<string, number>();

  static create(knex: Knex): DatabaseHistoryStore {
    return new DatabaseHistoryStore(knex);
  }

  private constructor(private readonly knex: Knex) {}

  async read(scope: string, afterMs: number): Promise<HealthReading[]> {
    const rows = await this.knex<ReadingRow>(READINGS)
      .where('scope', scope)
      .where('at_ms', '>', afterMs)
      .orderBy('at_ms', 'desc')
      .limit(MAX_ROWS);
    return rows.reverse().map(row => JSON.parse(row.reading));
  }

  async write(scope: string, reading: HealthReading): Promise<void> {
    const text = JSON.stringify(reading);
    if (Buffer.byteLength(text) > MAX_READING_BYTES) return;
    const { atMs } = reading;
    await this.knex<ReadingRow>(READINGS)
      .insert({
        scope,
        bucket: Math.floor(atMs / BUCKET_MS),
        at_ms: atMs,
        is_coarse: this.isFirstOfStep(scope, atMs),
        reading: text,
      })
      .onConflict(['scope', 'bucket'])
      .ignore();
    if (this.writes++ % SWEEP_EVERY === 0) await this.sweep(atMs);
  }

  async readHours(scope: string, afterHour: number): Promise<HourReading[]> {
    const rows = await this.knex<HourRow>(HOURS)
      .where('scope', scope)
      .where('hour', '>', afterHour)
      .orderBy('hour')
      .limit(KEPT_HOURS);
    return rows.map(({ hour, rates }) => ({ hour, rates: JSON.parse(rates) }));
  }

  async writeHour(scope: string, { hour, rates }: HourReading): Promise<void> {
    await this.knex<HourRow>(HOURS)
      .insert({ scope, hour, rates: JSON.stringify(rates) })
      .onConflict(['scope', 'hour'])
      .ignore();
  }

  async readMemory(scope: string): Promise<HealthMemory> {
    const row = await this.knex<MemoryRow>(MEMORY).where({ scope }).first();
    const entries: Array<[string, CheckMemory]> = row
      ? JSON.parse(row.memory)
      : [];
    return new Map(entries);
  }

  async writeMemory(
    scope: string,
    memory: HealthMemory,
    nowMs: number,
  ): Promise<void> {
    const row = { scope, at_ms: nowMs, memory: JSON.stringify([...memory]) };
    await this.knex<MemoryRow>(MEMORY).insert(row).onConflict('scope').merge();
  }

  private isFirstOfStep(scope: string, atMs: number): boolean {
    const step = Math.floor(atMs / COARSE_STEP_MS);
    const isFirst = this.coarse.get(scope) !== step;
    this.coarse.delete(scope);
    this.coarse.set(scope, step);
    for (const oldest of this.coarse.keys()) {
      if (this.coarse.size <= 1_000) break;
      this.coarse.delete(oldest);
    }
    return isFirst;
  }

  private async sweep(nowMs: number): Promise<void> {
    await this.knex<ReadingRow>(READINGS)
      .where('at_ms', '<', nowMs - COARSE_MS)
      .orWhere(old =>
        old.where('is_coarse', false).where('at_ms', '<', nowMs - FINE_MS),
      )
      .delete();
    await this.knex<HourRow>(HOURS)
      .where('hour', '<=', hourOf(nowMs) - KEPT_HOURS)
      .delete();
    await this.knex<MemoryRow>(MEMORY)
      .where('at_ms', '<', nowMs - 7 * COARSE_MS)
      .delete();
  }
}
