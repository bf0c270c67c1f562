import type { HealthMemory } from '../evaluate/types';
import type { HealthReading } from './HealthReading';

/**
 * Where readings and verdicts outlive the process. A scope is an opaque key of
 * what was read; the store bounds age and size of what it keeps.
 */
export interface HistoryStore {
  /** Readings of the scope after a time, oldest first, whichever replica wrote them. */
  read(scope: string, afterMs: number): Promise<HealthReading[]>;
  /** Keeps a reading; a second one of the same interval is dropped. */
  write(scope: string, reading: HealthReading): Promise<void>;
  /** Empty for a scope never written. */
  readMemory(scope: string): Promise<HealthMemory>;
  writeMemory(
    scope: string,
    memory: HealthMemory,
    nowMs: number,
  ): Promise<void>;
}
