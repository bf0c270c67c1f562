import { StandInKafka } from '@backstage-realtime/sandbox';
import { aConfig } from './testUtils/aConfig';
import { createTopic, produce as produceTo } from './testUtils/kafkaClient';
import { ENTITY, ORIGIN, STREAM } from './testUtils/names';
import { Page, textOf } from './testUtils/Page';
import { statusesOf } from './testUtils/statusesOf';
import { usePlugins, type RunningPlugin } from './testUtils/usePlugins';

const { start, endWith } = usePlugins();
let kafka: StandInKafka;

beforeAll(async () => {
  kafka = await StandInKafka.start();
  await createTopic(kafka.bootstrap);
});

afterAll(() => kafka.close());

const startPlugin = (...denied: string[]) =>
  start({ config: aConfig(kafka.bootstrap), denied: new Set(denied) });
const produce = (...messages: Parameters<typeof produceTo>[1]) =>
  produceTo(kafka.bootstrap, messages);

describe('the realtime plugin', () => {
  it('shows a record that was produced a moment before, masked', async () => {
    const plugin = await startPlugin();
    const page = await plugin.page();
    await page.watch();
    await produce({
      key: 'k1',
      value: '{"messageId":"m1","clientIp":"10.0.0.7"}',
    });
    const record = await page.until(() => page.records[0]);
    expect(textOf(record.key)).toBe('k1');
    expect(textOf(record.value)).toContain('"messageId":"m1"');
    expect(textOf(record.value)).not.toContain('10.0.0.7');
    expect(record.maskedFields).toBe(1);
  });

  it('counts every record it saw as delivered, filtered or a gap', async () => {
    const plugin = await startPlugin();
    const page = await plugin.page();
    await page.watch({
      filter: { clauses: [{ in: 'value', op: 'contains', text: 'wanted' }] },
    });
    await produce(
      { value: '{"a":"wanted"}' },
      { value: '{"a":"other"}' },
      { value: '{"a":"Wanted"}' },
    );
    const stats = await page.frame('stats', ({ seen }) => seen >= 3);
    expect(stats).toMatchObject({ seen: 3, delivered: 2, filtered: 1 });
  });

  it.each([
    ['post', 'tickets', {}, 201],
    ['post', 'events', { subscribe: [] }, 400],
    ['get', 'entities/component/default/ping-pong/streams', undefined, 200],
    [
      'post',
      'records/inspect',
      { entityRef: ENTITY, stream: STREAM, partition: 0, offset: '999999' },
      404,
    ],
  ] as const)(
    '%s %s wants a signed-in user and then answers',
    async (method, path, body, status) => {
      const { server } = await startPlugin();
      expect(await statusesOf(server, method, path, body)).toEqual([
        401,
        403,
        status,
      ]);
    },
  );

  it('refuses tickets and events to somebody who may see no stream at all', async () => {
    const plugin = await startPlugin(
      'realtime.topic.read',
      'realtime.rollout.read',
    );
    for (const path of ['tickets', 'events']) {
      const response = await plugin.post(path, { subscribe: [] });
      expect(response.status).toBe(403);
      expect(response.body.error.message).toContain('realtime.topic.read');
    }
  });

  it('opens one record in full, and writes the refusal when the right is missing', async () => {
    const { offset, partition } = await produce({
      key: 'k',
      value: '{"id":9007199254740993,"clientIp":"10.0.0.7"}',
    });
    const body = { entityRef: ENTITY, stream: STREAM, partition, offset };
    const inspect = (plugin: RunningPlugin) =>
      plugin.post('records/inspect', body);
    const allowed = await inspect(await startPlugin());
    expect(allowed.body.value).toMatchObject({
      encoding: 'json',
      maskedPaths: expect.any(Array),
    });
    expect(allowed.body.value.text).toContain('9007199254740993');
    expect(JSON.stringify(allowed.body)).not.toContain('10.0.0.7');
    const refused = await inspect(await startPlugin('realtime.record.read'));
    expect(refused.status).toBe(403);
    expect(refused.body.error.code).toBe('realtime.stream.forbidden');
  });

  it('lists what the entity declares without saying whether a refused topic exists', async () => {
    const plugin = await startPlugin();
    const response = await plugin.get(
      'entities/component/default/ping-pong/streams',
    );
    expect(response.body.streams).toEqual([
      expect.objectContaining({ stream: STREAM, canReadRecords: true }),
      expect.objectContaining({
        stream: 'kafka:local/secret_topic',
        refusal: expect.objectContaining({
          code: 'realtime.stream.not-allowed',
        }),
      }),
    ]);
  });

  it.each([
    [
      'without the right to records',
      ['realtime.record.read'],
      {},
      'realtime.stream.forbidden',
    ],
    [
      'without the right to unmask',
      ['realtime.record.unmask'],
      { unmask: true },
      'realtime.stream.forbidden',
    ],
    [
      'for a topic no rule allows',
      [],
      { stream: 'kafka:local/secret_topic' },
      'realtime.stream.not-allowed',
    ],
    [
      'for a stream that is not declared',
      [],
      { stream: 'kafka:local/other' },
      'realtime.stream.not-declared',
    ],
    [
      'for an entity that is not there',
      [],
      { entityRef: 'component:default/no' },
      'realtime.entity.not-found',
    ],
  ])('refuses a stream %s', async (_, denied, change, code) => {
    const plugin = await startPlugin(...denied);
    const page = await plugin.page();
    page.subscribe(change);
    expect(await page.frame('error')).toMatchObject({ sub: 1, code });
  });

  it('lets somebody without the right to records watch the counts', async () => {
    const plugin = await startPlugin('realtime.record.read');
    const page = await plugin.page();
    await page.watch({ mode: 'counts' });
    await produce({ value: '1' });
    await page.frame('stats', ({ seen }) => seen >= 1);
    expect(page.records).toEqual([]);
  });

  it.each([
    ['a ticket nobody issued', () => 'x'.repeat(43), ORIGIN, 401],
    [
      'an origin that is not the portal',
      (plugin: RunningPlugin) => plugin.ticket(),
      'https://evil.example',
      403,
    ],
  ])('refuses a socket with %s', async (_, ticketOf, origin, status) => {
    const plugin = await startPlugin();
    await plugin.ticket();
    const { port } = plugin;
    const ticket = await ticketOf(plugin);
    await expect(Page.open({ port, ticket, origin })).rejects.toThrow(
      String(status),
    );
  });

  it('takes a ticket once', async () => {
    const plugin = await startPlugin();
    const { port } = plugin;
    const ticket = await plugin.ticket();
    const page = await Page.open({ port, ticket });
    endWith(() => page.socket.terminate());
    await expect(Page.open({ port, ticket })).rejects.toThrow('401');
  });
});
