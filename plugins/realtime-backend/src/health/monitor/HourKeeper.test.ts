import { mockServices, TestDatabases } from '@backstage/backend-test-utils';
import { openDatabase } from '../../openDatabase';
import { createContext } from '../evaluate/context/createContext';
import { aScope, SYSTEM, TOPIC } from '../evaluate/testUtils/builders';
import { growing } from '../evaluate/testUtils/checkCases';
import { DatabaseHistoryStore } from '../history/DatabaseHistoryStore';
import { startOfHour } from '../history/HourlyRates';
import { toReading } from '../history/HealthReading';
import { ReadingHistory } from '../history/ReadingHistory';
import { HourKeeper } from './HourKeeper';

const HOUR = 480_000;
const MINUTE_MS = 60_000;
const KEY = 'scope';

/** Readings of a topic that gets ten records a second, each minute between two minutes of an hour. */
function readings(fromMinute: number, toMinute: number) {
  const history = ReadingHistory.create();
  const observations = [];
  for (let minute = fromMinute; minute <= toMinute; minute++) {
    const atMs = startOfHour(HOUR) + minute * MINUTE_MS;
    const observation = { ...growing(1, () => minute * 600)(0, 1), atMs };
    observations.push(observation);
    history.add(SYSTEM, toReading(observation));
  }
  const latest = observations.at(-1)!;
  return createContext({
    scope: aScope(),
    observations: [latest],
    stages: [],
    history,
    memory: new Map(),
    intervalMs: MINUTE_MS,
    nowMs: latest.atMs,
  });
}

describe('what an hour brought', () => {
  const databases = TestDatabases.create({ ids: ['SQLITE_3'] });

  async function openStore() {
    const knex = await databases.init('SQLITE_3');
    return DatabaseHistoryStore.create(
      await openDatabase(mockServices.database({ knex })),
    );
  }

  const tomorrow = startOfHour(HOUR + 24);

  it('is its median rate, usual a day later, and after a restart', async () => {
    const store = await openStore();
    const keeper = HourKeeper.create(store);
    await keeper.note(SYSTEM, KEY, readings(0, 61));
    expect(keeper.usual.atHourOf(SYSTEM, TOPIC, tomorrow)).toEqual([10]);
    const restarted = HourKeeper.create(store);
    await restarted.load(SYSTEM, KEY, tomorrow);
    expect(restarted.usual.atHourOf(SYSTEM, TOPIC, tomorrow)).toEqual([10]);
  });

  it('is not told of an hour that nobody watched for half of it', async () => {
    const store = await openStore();
    const keeper = HourKeeper.create(store);
    await keeper.note(SYSTEM, KEY, readings(40, 61));
    expect(keeper.usual.atHourOf(SYSTEM, TOPIC, tomorrow)).toEqual([]);
    expect(await store.readHours(KEY, 0)).toEqual([]);
  });

  it('is worked out once, however often the next hour is read', async () => {
    const store = await openStore();
    const keeper = HourKeeper.create(store);
    await keeper.note(SYSTEM, KEY, readings(0, 61));
    await keeper.note(SYSTEM, KEY, { ...readings(0, 62), topics: [] });
    expect(await store.readHours(KEY, 0)).toEqual([
      { hour: HOUR, rates: { [TOPIC]: 10 } },
    ]);
  });
});
