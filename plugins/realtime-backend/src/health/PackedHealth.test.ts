import {
  diffState,
  known,
  packTopicHealth,
  type TopicHealth,
} from '@backstage-realtime/plugin-realtime-common';
import { anEntity } from '../testUtils/anEntity';
import { ENTITY } from '../testUtils/names';
import type { HealthGrant } from '../access/HealthAccess';
import {
  aGroup,
  anObservation,
  anOffset,
  aScope,
  aTopic,
  GROUP,
  NOW_MS,
  partitions,
  SYSTEM,
} from './evaluate/testUtils/builders';
import { Watch } from './evaluate/testUtils/Watch';
import type { Pace } from '../states/PacedReading';
import { PackedHealth } from './PackedHealth';

const TOPICS = Array.from({ length: 20 }, (_, i) => `topic-${i}`);
const PARTITIONS = 500;
const IDS = Array.from({ length: PARTITIONS }, (_, id) => id);

/** All partitions get records at a pace of their own, and a group that is a few behind on each. */
function observe(atMs: number) {
  const second = (atMs - NOW_MS) / 1000;
  const end = (id: number, topic: number) =>
    BigInt(1_000_000 + id * 977 + topic * 13 + second * (((id * 7) % 50) + 1));
  return anObservation({
    atMs,
    topics: TOPICS.map((topic, t) =>
      aTopic({
        topic,
        partitions: partitions(PARTITIONS, id => ({
          end: known(end(id, t)),
          stableEnd: known(end(id, t)),
        })),
      }),
    ),
    groups: [
      aGroup({
        members: known([]),
        offsets: TOPICS.flatMap((topic, t) =>
          IDS.map(id =>
            anOffset(id, end(id, t) - BigInt(id % 11), {
              topic,
              lagTime: known({
                ms: (id % 11) * 137,
                method: 'offsets-at-time',
              }),
            }),
          ),
        ),
      }),
    ],
  });
}

function aWatch(): Watch {
  return new Watch(
    aScope({
      topics: TOPICS.map(topic => ({ system: SYSTEM, topic })),
      groups: [{ system: SYSTEM, group: GROUP }],
    }),
  );
}

const A_GRANT: HealthGrant = {
  ...{ ok: true, entityRef: ENTITY, entity: anEntity() },
  ...{ streams: [], groups: [], problems: [] },
};

/** Lets work that is cut into turns go on until it has done this. */
async function until(isDone: () => boolean): Promise<void> {
  while (!isDone()) await new Promise(resolve => setImmediate(resolve));
}

const sizeOf = (value: object) => JSON.stringify(value).length;

it('crosses the socket in a fifth of the room, and moves in a twentieth', () => {
  const watch = aWatch();
  const readings = [0, 1, 2, 3, 4, 5].map(i =>
    watch.see(observe(NOW_MS + i * 15_000)),
  );
  const [before, after] = readings.slice(-2);
  const [first, second] = [before, after].map(packTopicHealth);
  const moved = diffState(first, second);
  expect(sizeOf(second)).toBeLessThan(sizeOf(after) / 5);
  expect(sizeOf(moved)).toBeLessThan(sizeOf(after) / 20);
}, 60_000);

describe('packed health', () => {
  const open = () => {
    const listeners = new Set<(health: TopicHealth) => void>();
    const packed = PackedHealth.create({
      identityOf: () => 'all',
      refresh: () => {},
      watch: (_grant, _pace, listener) => {
        listeners.add(listener);
        return () => listeners.delete(listener);
      },
    });
    const got: object[] = [];
    const close = ['focused', 'background'].map(pace =>
      packed.watch(A_GRANT, pace as Pace, value => got.push(value)),
    );
    const tell = (health: TopicHealth) =>
      listeners.forEach(listen => listen(health));
    return { tell, got, close };
  };

  const READINGS = [0, 1].map(i => aWatch().see(observe(NOW_MS + i * 15_000)));

  it('is made once for all who watch, and only of the newest reading', async () => {
    const { tell, got } = open();
    READINGS.forEach(tell);
    await until(() => got.length === 2);
    expect(got[0]).toEqual(packTopicHealth(READINGS[1]));
    expect(got[1]).toBe(got[0]);
  });

  it('comes no more to who went meanwhile', async () => {
    const { tell, got, close } = open();
    tell(READINGS[0]);
    close[0]();
    await until(() => got.length === 1);
    tell(READINGS[1]);
    await until(() => got.length === 2);
    expect(got[1]).toEqual(packTopicHealth(READINGS[1]));
  });

  it('lets others run while thousands of partitions are packed', async () => {
    const { tell, got } = open();
    let turns = 0;
    const count = () => {
      turns += 1;
      if (got.length === 0) setImmediate(count);
    };
    setImmediate(count);
    tell(READINGS[0]);
    await until(() => got.length === 2);
    expect(turns).toBeGreaterThan(2);
  });
});
