import { mockServices, TestDatabases } from '@backstage/backend-test-utils';
import { testedDatabases } from '../../testUtils/testedDatabases';
import { openDatabase } from '../../openDatabase';
import { DatabaseHistoryStore } from './DatabaseHistoryStore';
import type { HealthReading } from './HealthReading';

const HOUR_MS = 3_600_000;

function reading(atMs: number): HealthReading {
  return { atMs, topics: {}, groups: {}, disks: [] };
}

describe('DatabaseHistoryStore', () => {
  const databases = TestDatabases.create({ ids: testedDatabases });

  async function storeOn(id: (typeof testedDatabases)[number]) {
    const knex = await databases.init(id);
    const again = () => openDatabase(mockServices.database({ knex }));
    return { knex, store: DatabaseHistoryStore.create(await again()), again };
  }

  describe.each(databases.eachSupportedId())('on %s', id => {
    it('gives readings back after a restart, oldest first', async () => {
      const { store, again } = await storeOn(id);
      await store.write('s', reading(40_000));
      await store.write('s', reading(20_000));
      await store.write('other', reading(30_000));
      const restarted = DatabaseHistoryStore.create(await again());
      const found = await restarted.read('s', 0);
      expect(found.map(({ atMs }) => atMs)).toEqual([20_000, 40_000]);
      expect(await restarted.read('s', 20_000)).toHaveLength(1);
    });

    it('keeps one reading of two replicas that read in the same ten seconds', async () => {
      const { knex, store } = await storeOn(id);
      const replica = DatabaseHistoryStore.create(knex);
      await Promise.all([
        store.write('s', reading(20_000)),
        replica.write('s', reading(21_000)),
      ]);
      expect(await store.read('s', 0)).toHaveLength(1);
    });

    it('cleans up: all after a day, all but one in five minutes after three hours', async () => {
      const { knex, store } = await storeOn(id);
      for (const minute of [0, 1, 2, 5, 6])
        await store.write('s', reading(minute * 60_000));
      const later = DatabaseHistoryStore.create(knex);
      await later.write('s', reading(4 * HOUR_MS));
      const times = (await later.read('s', -1)).map(({ atMs }) => atMs);
      expect(times).toEqual([0, 5 * 60_000, 4 * HOUR_MS]);
      await DatabaseHistoryStore.create(knex).write('s', reading(40 * HOUR_MS));
      expect(await later.read('s', -1)).toHaveLength(1);
    });

    it('does not keep a reading that is too large for a row', async () => {
      const { store } = await storeOn(id);
      const ends = new Array<number>(100_000).fill(123_456);
      await store.write('s', {
        ...reading(1),
        topics: { t: { start: ends, end: ends, stableEnd: [], sizeBytes: [] } },
      });
      expect(await store.read('s', 0)).toEqual([]);
    });

    it('keeps hours of eight days, the first word about each', async () => {
      const { knex, store, again } = await storeOn(id);
      const anHour = (hour: number, rate = hour) => ({
        hour,
        rates: { t: rate },
      });
      for (const hour of [300, 100, 99])
        await store.writeHour('s', anHour(hour));
      await store.writeHour('s', anHour(100, 7));
      await store.writeHour('other', anHour(200));
      const restarted = DatabaseHistoryStore.create(await again());
      expect(await restarted.readHours('s', 99)).toEqual([
        anHour(100),
        anHour(300),
      ]);
      const sweeping = DatabaseHistoryStore.create(knex);
      await sweeping.write('s', reading(292 * HOUR_MS));
      expect(await store.readHours('s', 0)).toEqual([anHour(300)]);
    });

    it('remembers verdicts and since when they stand', async () => {
      const { store } = await storeOn(id);
      expect(await store.readMemory('s')).toEqual(new Map());
      const memory = new Map([
        ['lag p3', { verdict: 'warning' as const, sinceMs: 7 }],
      ]);
      await store.writeMemory('s', new Map(), 1);
      await store.writeMemory('s', memory, 2);
      expect(await store.readMemory('s')).toEqual(memory);
    });
  });
});
