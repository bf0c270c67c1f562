import type { HealthMemory } from '../evaluate/types';
import type { HealthReading } from './HealthReading';
import type { HourReading } from './HourlyRates';

/**
 * Where readings and verdicts outlive the process. A scope is an opaque key of
 * what was read; the store bounds age and size of what it keeps.
 */
export interface HistoryStore {
  /** Readings of the scope after a time, oldest first, whichever replica wrote them. */
  read(scope: string, afterMs: number): Promise<HealthReading[]>;
  /** Keeps a reading; a second one of the same interval is dropped. */
  write(scope: string, reading: HealthReading): Promise<void>;
  /** Hours of the scope after one, oldest first, whichever replica wrote them. */
  readHours(scope: string, afterHour: number): Promise<HourReading[]>;
  /** Keeps an hour; a second word about the same hour is dropped. */
  writeHour(scope: string, reading: HourReading): Promise<void>;
  /** Empty for a scope never written. */
  readMemory(scope: string): Promise<HealthMemory>;
  writeMemory(
    scope: string,
    memory: HealthMemory,
    nowMs: number,
  ): Promise<void>;
}
