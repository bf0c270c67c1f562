import { turns } from '../../sources/kafka/requests/Slices';
import {
  FEWEST_OF_AN_HOUR,
  ratesBetween,
} from '../evaluate/checks/rateWindows';
import type { HealthContext } from '../evaluate/context/HealthContext';
import { median } from '../evaluate/lag/theilSen';
import type { HistoryStore } from '../history/HistoryStore';
import {
  hourOf,
  HourlyRates,
  KEPT_HOURS,
  startOfHour,
  type HourReading,
  type UsualRates,
} from '../history/HourlyRates';

type Hours = Pick<HistoryStore, 'readHours' | 'writeHour'>;

/** What hours of former days brought to one entity: told by the readings of each, kept in the store. */
export class HourKeeper {
  private readonly rates = HourlyRates.create();

  static create(store: Hours): HourKeeper {
    return new HourKeeper(store);
  }

  private constructor(private readonly store: Hours) {}

  get usual(): UsualRates {
    return this.rates;
  }

  /** Takes what is kept under a key. */
  async load(system: string, key: string, nowMs: number): Promise<void> {
    const afterHour = hourOf(nowMs) - KEPT_HOURS;
    this.rates.add(system, ...(await this.store.readHours(key, afterHour)));
  }

  /** Keeps the last whole hour of a system under a key, once. */
  async note(
    system: string,
    key: string,
    context: Pick<HealthContext, 'topics' | 'nowMs'>,
  ): Promise<void> {
    if (this.rates.has(system, hourOf(context.nowMs) - 1)) return;
    const reading = await readLastHour(system, context);
    this.rates.add(system, reading);
    if (Object.keys(reading.rates).length > 0)
      await this.store.writeHour(key, reading);
  }
}

/** A topic that was read for less than half of the hour is left out. Lets others run between topics. */
async function readLastHour(
  system: string,
  { topics, nowMs }: Pick<HealthContext, 'topics' | 'nowMs'>,
): Promise<HourReading> {
  const hour = hourOf(nowMs) - 1;
  const rates: Array<[string, number]> = [];
  for (const topic of topics.filter(each => each.system === system)) {
    if (turns.isOver()) await turns.next();
    const windows = ratesBetween(
      topic,
      startOfHour(hour),
      startOfHour(hour + 1),
    );
    const middle = median(windows);
    if (middle !== undefined && windows.length >= FEWEST_OF_AN_HOUR)
      rates.push([topic.topic, middle]);
  }
  return { hour, rates: Object.fromEntries(rates) };
}
