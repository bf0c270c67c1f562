import {
  MqttBroker,
  PING_TOPIC,
  PingPong,
  PONG_TOPIC,
  SchemaRegistry,
  StandInKafka,
} from '@backstage-realtime/sandbox';
import { aCluster, aConfig } from './testUtils/aConfig';
import { createTopic } from './testUtils/kafkaClient';
import { ENTITY, STREAM } from './testUtils/names';
import { textOf } from './testUtils/Page';
import { usePlugins } from './testUtils/usePlugins';

const { start } = usePlugins();

describe('a service that writes Avro', () => {
  let kafka: StandInKafka;
  let mqtt: MqttBroker;
  let registry: SchemaRegistry;
  let service: PingPong;

  beforeAll(async () => {
    [kafka, mqtt, registry] = await Promise.all([
      StandInKafka.start(),
      MqttBroker.start(),
      SchemaRegistry.start(),
    ]);
    await createTopic(kafka.bootstrap, PING_TOPIC);
    await createTopic(kafka.bootstrap, PONG_TOPIC);
    service = await PingPong.start({
      bootstrap: kafka.bootstrap,
      mqtt: { url: mqtt.url },
      rate: 5,
      schemaRegistryUrl: registry.url,
      names: {
        mqttTopic: 'ping/messages',
        pingTopic: PING_TOPIC,
        pongTopic: PONG_TOPIC,
        processorGroup: 'processor',
        analyticsGroup: 'analytics',
        encoding: 'avro',
      },
    });
  });

  afterAll(async () => {
    await service.stop();
    await Promise.all([kafka.close(), mqtt.close(), registry.close()]);
  });

  it('is shown as its schema in the registry says, masked', async () => {
    const schemaRegistry = { url: registry.url };
    const local = aCluster(kafka.bootstrap, { schemaRegistry });
    const config = aConfig(kafka.bootstrap, { kafka: { clusters: { local } } });
    const plugin = await start({ config });
    const page = await plugin.page();
    await page.watch();
    const record = await page.until(() => page.records[0]);
    expect(record.valueEncoding).toBe('avro');
    expect(JSON.parse(textOf(record.value)!)).toMatchObject({
      messageId: textOf(record.key),
      response: expect.stringMatching(/^pong: ping \d+$/),
      processingTimeMs: expect.any(Number),
    });
    expect(textOf(record.value)).not.toContain('192.0.2.');
    const { partition, offset } = record;
    const opened = await plugin
      .post('records/inspect', {
        ...{ entityRef: ENTITY, stream: STREAM },
        ...{ partition, offset: String(offset) },
      })
      .expect(200);
    expect(JSON.stringify(opened.body.value.report)).toContain('avro');
  });
});
