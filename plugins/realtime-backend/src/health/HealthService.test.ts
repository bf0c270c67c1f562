import { mockServices } from '@backstage/backend-test-utils';
import type { Knex } from 'knex';
import type { TopicHealth } from '@backstage-realtime/plugin-realtime-common';
import type { HealthGrant } from '../access/HealthAccess';
import { healthDefaults } from '../config/schema';
import { ManualClock } from '../gateway/testUtils/ManualClock';
import { memoryDatabase } from '../gateway/testUtils/startGateway';
import { openDatabase } from '../openDatabase';
import { anEntity } from '../testUtils/anEntity';
import { ENTITY } from '../testUtils/names';
import { anObservation, aTopic } from './evaluate/testUtils/builders';
import { HealthService } from './HealthService';
import { DatabaseHistoryStore } from './history/DatabaseHistoryStore';
import { ScriptedObserver } from './testUtils/ScriptedObserver';

const TOPIC = { kind: 'kafka', system: 'local', topic: 'pong_topic' } as const;

function grantOf(topics: string[] = ['pong_topic']): HealthGrant {
  return {
    ok: true,
    entityRef: ENTITY,
    entity: anEntity(),
    streams: topics.map(topic => ({ ...TOPIC, topic }) as never),
    groups: [],
    problems: [],
  };
}

describe('the health of entities', () => {
  let knex: Knex;
  let clock: ManualClock;
  let observer: ScriptedObserver;
  let services: HealthService[];

  beforeEach(() => {
    knex = memoryDatabase();
    clock = new ManualClock();
    services = [];
    observer = new ScriptedObserver(() =>
      anObservation({
        system: 'local',
        atMs: clock.now(),
        topics: [aTopic({ topic: 'pong_topic' })],
        groups: [],
      }),
    );
  });

  afterEach(async () => {
    for (const service of services) await service.stop();
    await knex.destroy();
  });

  async function start(settings = {}): Promise<HealthService> {
    const database = mockServices.database({ knex });
    const service = HealthService.create({
      settings: { ...healthDefaults, ...settings },
      observers: new Map([['local', observer]]),
      store: DatabaseHistoryStore.create(await openDatabase(database)),
      clock,
      logger: mockServices.logger.mock(),
    });
    services.push(service);
    return service;
  }

  /** Watches until the first value; answers what came so far. */
  async function watch(
    service: HealthService,
    pace: 'focused' | 'background' = 'focused',
    grant = grantOf(),
  ) {
    const seen: TopicHealth[] = [];
    const stop = service.watch(grant, pace, value => seen.push(value));
    clock.advance(0);
    await until(() => seen.length > 0);
    return { seen, stop };
  }

  async function until(holds: () => boolean): Promise<void> {
    while (!holds()) await new Promise(resolve => setImmediate(resolve));
  }

  it('costs one reading however many watch', async () => {
    const service = await start();
    observer.isHeld = true;
    let told = 0;
    const hear = () => {
      told += 1;
    };
    for (let i = 0; i < 500; i++)
      service.watch(grantOf(), 'focused', () => hear());
    clock.advance(0);
    await until(() => observer.asked.length === 1);
    observer.release();
    await until(() => told >= 500);
    expect(told).toBe(500);
    expect(observer.asked).toHaveLength(1);
  });

  it('is read more often for a tab than for a card, and not at all for nobody', async () => {
    const service = await start();
    const card = await watch(service, 'background');
    clock.advance(30_000);
    expect(observer.asked).toHaveLength(1);
    const tab = await watch(service, 'focused');
    clock.advance(20_000);
    await until(() => observer.asked.length >= 2);
    tab.stop();
    card.stop();
    const before = observer.asked.length;
    clock.advance(3_600_000);
    expect(observer.asked).toHaveLength(before);
  });

  it('answers a snapshot again for a few seconds, and reads anew after', async () => {
    const service = await start();
    const first = await service.snapshot(grantOf());
    expect(await service.snapshot(grantOf())).toBe(first);
    clock.advance(healthDefaults.freshMs + 1);
    expect(await service.snapshot(grantOf())).not.toBe(first);
    expect(observer.asked).toHaveLength(2);
  });

  it('shares nothing between callers who may see different topics', async () => {
    const service = await start();
    await service.snapshot(grantOf(['pong_topic']));
    await service.snapshot(grantOf(['pong_topic', 'other']));
    expect(observer.asked.map(({ topics }) => topics)).toEqual([
      ['pong_topic'],
      ['pong_topic', 'other'],
    ]);
  });

  it('remembers over a restart since when a verdict stands', async () => {
    const before = await (await start()).snapshot(grantOf());
    clock.advance(600_000);
    const after = await (await start()).snapshot(grantOf());
    expect(after.verdict).toBe(before.verdict);
    expect(after.sinceMs).toBe(before.sinceMs);
  });

  it('draws readings of another replica in its trends', async () => {
    const here = await start();
    const there = await start();
    await here.snapshot(grantOf());
    clock.advance(60_000);
    await there.snapshot(grantOf());
    clock.advance(60_000);
    const { topics } = await here.snapshot(grantOf());
    const times = topics[0].rates.map(({ atMs }) => atMs);
    expect(new Set(times).size).toBeGreaterThanOrEqual(2);
  });

  it('goes on without a database, and says so in the log only', async () => {
    const service = await start();
    await knex.destroy();
    const health = await service.snapshot(grantOf());
    expect(health.topics).toHaveLength(1);
    knex = memoryDatabase();
  });

  it('refuses more entities than it may read at a time, by number', async () => {
    const service = await start({ entitiesPerProcess: 1 });
    await watch(service);
    await expect(service.snapshot(grantOf(['other']))).rejects.toThrow(
      'Health of 1 entities',
    );
  });
});
