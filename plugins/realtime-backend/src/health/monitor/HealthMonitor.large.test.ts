import { mockServices } from '@backstage/backend-test-utils';
import { known } from '@backstage-realtime/plugin-realtime-common';
import { ManualClock } from '../../gateway/testUtils/ManualClock';
import { memoryDatabase } from '../../gateway/testUtils/startGateway';
import { openDatabase } from '../../openDatabase';
import {
  aGroup,
  anObservation,
  anOffset,
  aScope,
  aTopic,
  GROUP,
  partitions,
  SYSTEM,
} from '../evaluate/testUtils/builders';
import { DatabaseHistoryStore } from '../history/DatabaseHistoryStore';
import { ScriptedObserver } from '../testUtils/ScriptedObserver';
import { HealthMonitor } from './HealthMonitor';

const TOPICS = Array.from({ length: 20 }, (_, i) => `topic-${i}`);
const PARTITIONS = 500;

/** A group that is two records behind on every partition of one topic, and has read all of the others. */
function observe(atMs: number) {
  const committedOn = (topic: string) => (topic === TOPICS[7] ? 998n : 1000n);
  return anObservation({
    atMs,
    topics: TOPICS.map(topic =>
      aTopic({ topic, partitions: partitions(PARTITIONS) }),
    ),
    groups: [
      aGroup({
        offsets: TOPICS.flatMap(topic =>
          Array.from({ length: PARTITIONS }, (_, id) =>
            anOffset(id, committedOn(topic), { topic }),
          ),
        ),
        members: known([]),
      }),
    ],
  });
}

describe('the health of an entity of ten thousand partitions', () => {
  it('tells every partition and the lag of the group', async () => {
    const knex = memoryDatabase();
    const clock = new ManualClock();
    const observer = new ScriptedObserver(() => observe(clock.now()));
    const database = mockServices.database({ knex });
    const monitor = HealthMonitor.create({
      scope: aScope({
        topics: TOPICS.map(topic => ({ system: SYSTEM, topic })),
        groups: [{ system: SYSTEM, group: GROUP }],
      }),
      observers: new Map([[SYSTEM, observer]]),
      store: DatabaseHistoryStore.create(await openDatabase(database)),
      clock,
      logger: mockServices.logger.mock(),
      intervalsMs: { focused: 15_000, background: 60_000 },
    });

    await monitor.read(0);
    clock.advance(15_000);
    const { topics, groups } = await monitor.read(0);
    await monitor.stop();
    await knex.destroy();

    expect(topics.flatMap(each => each.partitions)).toHaveLength(10_000);
    expect(topics.map(({ sizeBytes }) => sizeBytes)).toEqual(
      TOPICS.map(() => known(PARTITIONS * 1_000_000)),
    );
    expect(topics.map(({ rate }) => rate)).toEqual(TOPICS.map(() => known(0)));
    expect(groups.map(({ lag }) => lag)).toEqual(
      TOPICS.map(topic => known(topic === TOPICS[7] ? 2 * PARTITIONS : 0)),
    );
  }, 60_000);
});
