const HOUR_MS = 60 * 60_000;

/** How many days back an hour is compared with. */
export const USUAL_DAYS = 7;

/** Hours that are kept: the days to compare with, and the one at hand. */
export const KEPT_HOURS = (USUAL_DAYS + 1) * 24;

/** Median rates of one hour, in records a second, by topic of one system. */
export interface HourReading {
  /** Number of the hour since 1970, UTC. */
  hour: number;
  rates: Record<string, number>;
}

/** What was usual at this hour of former days. */
export interface UsualRates {
  /**
   * Median rates of the hour of `atMs` on each of the last seven days on which
   * the topic was read at that hour, the newest first; in UTC, so that a change
   * of the clocks moves what is compared by an hour for a week.
   */
  atHourOf(system: string, topic: string, atMs: number): number[];
}

/** Number of the hour of a time. */
export function hourOf(atMs: number): number {
  return Math.floor(atMs / HOUR_MS);
}

/** First millisecond of an hour. */
export function startOfHour(hour: number): number {
  return hour * HOUR_MS;
}

/** Rates of an entity's topics by hour: at most 192 hours a system, those of eight days. */
export class HourlyRates implements UsualRates {
  private readonly systems = new Map<string, Map<number, HourReading>>();

  static create(): HourlyRates {
    return new HourlyRates();
  }

  private constructor() {}

  /** Another replica may have told the same hour: the first one stays. */
  add(system: string, ...more: HourReading[]): void {
    const hours = new Map(this.systems.get(system));
    for (const each of more)
      if (!hours.has(each.hour)) hours.set(each.hour, each);
    const newest = Math.max(...hours.keys());
    for (const hour of hours.keys())
      if (newest - hour >= KEPT_HOURS) hours.delete(hour);
    this.systems.set(system, hours);
  }

  /** True when the hour was told, even if no topic was read in it. */
  has(system: string, hour: number): boolean {
    return this.systems.get(system)?.has(hour) ?? false;
  }

  atHourOf(system: string, topic: string, atMs: number): number[] {
    const hours = this.systems.get(system);
    return Array.from(
      { length: USUAL_DAYS },
      (_, day) => hours?.get(hourOf(atMs) - (day + 1) * 24)?.rates[topic],
    ).filter(rate => rate !== undefined);
  }
}
