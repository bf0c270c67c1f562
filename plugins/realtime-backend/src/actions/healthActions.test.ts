import { mockCredentials, mockServices } from '@backstage/backend-test-utils';
import { actionsRegistryServiceMock } from '@backstage/backend-test-utils/alpha';
import { catalogServiceMock } from '@backstage/plugin-catalog-node/testUtils';
import { AuthorizeResult } from '@backstage/plugin-permission-common';
import { StandInKafka } from '@backstage-realtime/sandbox';
import { ConfigReader } from '@backstage/config';
import { createEngine } from '../createEngine';
import { createHealth } from '../createHealth';
import { systemClock } from '../clock';
import { readSettings } from '../config/readSettings';
import { memoryDatabase } from '../gateway/testUtils/startGateway';
import { ALLOW_ALL, aConfig } from '../testUtils/aConfig';
import { anEntity } from '../testUtils/anEntity';
import { consumeAll, createTopic, produce } from '../testUtils/kafkaClient';
import { ENTITY } from '../testUtils/names';
import { registerHealthActions } from './healthActions';

const entity = anEntity({
  'backstage-realtime.io/kafka-topics': 'local/pong_topic',
  'backstage-realtime.io/kafka-consumer-groups': 'local/pong-reader',
});

let kafka: StandInKafka;
const closing: Array<() => Promise<unknown>> = [];

beforeAll(async () => {
  kafka = await StandInKafka.start();
  await createTopic(kafka.bootstrap);
  await produce(kafka.bootstrap, [{ value: 'a' }, { value: 'b' }]);
  await consumeAll(kafka.bootstrap, 'pong-reader', 2);
}, 60_000);

afterEach(async () => {
  for (const close of closing.splice(0)) await close();
});

afterAll(() => kafka.close());

async function registry(result = AuthorizeResult.ALLOW) {
  const settings = readSettings(
    new ConfigReader(aConfig(kafka.bootstrap, ALLOW_ALL)),
  );
  const logger = mockServices.logger.mock();
  const engine = createEngine({
    settings,
    decoders: [],
    logger,
    clock: systemClock,
  });
  const knex = memoryDatabase();
  const parts = await createHealth({
    settings,
    kafka: engine.kafka,
    hub: engine.hub,
    decoding: engine.decoding,
    catalog: catalogServiceMock({ entities: [entity] }),
    permissions: mockServices.permissions.mock({
      authorize: async asked => asked.map(() => ({ result }) as never),
    }),
    database: mockServices.database({ knex }),
    clock: systemClock,
    logger,
  });
  const actionsRegistry = actionsRegistryServiceMock();
  registerHealthActions({ ...parts, actionsRegistry });
  closing.push(
    () => parts.health.stop(),
    () => engine.stop(),
    () => knex.destroy(),
  );
  return actionsRegistry;
}

const credentials = mockCredentials.user();

describe('actions of topic health', () => {
  it('only read', async () => {
    const { actions } = await (await registry()).list();
    expect(actions.map(({ name }) => name)).toEqual([
      'topic-health',
      'consumer-lag',
    ]);
    for (const { attributes } of actions)
      expect(attributes).toMatchObject({ readOnly: true, destructive: false });
  });

  it('tell the verdict with each finding in a sentence', async () => {
    const { output } = await (
      await registry()
    ).invoke({
      id: 'test:topic-health',
      input: { entityRef: ENTITY },
      credentials,
    });
    expect(output).toMatchObject({
      verdict: expect.any(String),
      problems: [],
    });
    expect(JSON.stringify(output)).not.toContain('{{');
  });

  it('tell the lag of each group, or only of the one asked for', async () => {
    const actions = await registry();
    const ask = (group?: string) =>
      actions.invoke({
        id: 'test:consumer-lag',
        input: { entityRef: ENTITY, ...(group && { group }) },
        credentials,
      });
    expect((await ask()).output).toMatchObject({
      groups: [
        {
          cluster: 'local',
          group: 'pong-reader',
          topic: 'pong_topic',
          lagRecords: 0,
        },
      ],
    });
    expect((await ask('other')).output).toEqual({ groups: [] });
  });

  it('are refused as a page would be', async () => {
    const ask = async (entityRef: string, result?: AuthorizeResult.DENY) =>
      (await registry(result as never)).invoke({
        id: 'test:topic-health',
        input: { entityRef },
        credentials,
      });
    await expect(ask(ENTITY, AuthorizeResult.DENY)).rejects.toThrow(
      'realtime.topic.read',
    );
    await expect(ask('component:default/nobody')).rejects.toThrow('No entity');
  });
});
