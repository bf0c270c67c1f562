import { mockServices } from '@backstage/backend-test-utils';
import type { HealthGrant } from '../access/HealthAccess';
import { healthDefaults } from '../config/schema';
import { FakeHub } from '../gateway/testUtils/FakeHub';
import { ManualClock } from '../gateway/testUtils/ManualClock';
import { memoryDatabase } from '../gateway/testUtils/startGateway';
import { openDatabase } from '../openDatabase';
import { anEntity } from '../testUtils/anEntity';
import { ENTITY } from '../testUtils/names';
import { HealthService } from './HealthService';
import { DatabaseHistoryStore } from './history/DatabaseHistoryStore';

const MQTT = { kind: 'mqtt', system: 'local', topic: 'ping/#' } as const;

const GRANT: HealthGrant = {
  ok: true,
  entityRef: ENTITY,
  entity: anEntity(),
  streams: [MQTT as never],
  groups: [],
  problems: [],
};

it('follows what else an entity declares once for all viewers, and while there are any', async () => {
  const knex = memoryDatabase();
  const hub = new FakeHub();
  const database = await openDatabase(mockServices.database({ knex }));
  const service = HealthService.create({
    settings: healthDefaults,
    observers: new Map(),
    hub,
    store: DatabaseHistoryStore.create(database),
    clock: new ManualClock(),
    logger: mockServices.logger.mock(),
  });

  const first = service.watch(GRANT, 'focused', () => {});
  const second = service.watch(GRANT, 'background', () => {});
  expect(hub.subscriptions.map(({ request }) => request)).toMatchObject([
    { ref: MQTT, mode: 'counts', from: { at: 'latest' } },
  ]);

  first();
  expect(hub.subscriptions[0].isClosed).toBe(false);
  second();
  expect(hub.subscriptions[0].isClosed).toBe(true);
  await service.stop();
  await knex.destroy();
});
