import { mockCredentials } from '@backstage/backend-test-utils';
import { BatchReader } from '@backstage-realtime/plugin-realtime-common';
import { StandInKafka } from '@backstage-realtime/sandbox';
import { TestEvents } from './gateway/testUtils/TestEvents';
import { aConfig, UNMASKED } from './testUtils/aConfig';
import { createTopic, produce } from './testUtils/kafkaClient';
import { ENTITY, STREAM } from './testUtils/names';
import { textOf } from './testUtils/Page';
import { usePlugins, type RunningPlugin } from './testUtils/usePlugins';

const { start, endWith } = usePlugins();
let kafka: StandInKafka;

beforeAll(async () => {
  kafka = await StandInKafka.start();
  await createTopic(kafka.bootstrap);
});

afterAll(() => kafka.close());

const WISH = {
  type: 'subscribe',
  sub: 1,
  entityRef: ENTITY,
  stream: STREAM,
  from: { at: 'latest' },
};

const ask = (
  { port }: RunningPlugin,
  wish: object = WISH,
  header = mockCredentials.user.header(),
) =>
  fetch(`http://localhost:${port}/api/realtime/v1/events`, {
    method: 'POST',
    headers: { Authorization: header, 'Content-Type': 'application/json' },
    body: JSON.stringify({ subscribe: [wish] }),
  });

async function openEvents(plugin: RunningPlugin, wish?: object) {
  const response = await ask(plugin, wish);
  expect(response.status).toBe(200);
  const events = TestEvents.read(response);
  endWith(() => events.cancel());
  return events;
}

async function untilLive(events: TestEvents): Promise<void> {
  for (;;) {
    const { status } = await events.frame('status');
    if (status.state === 'live') return;
  }
}

describe('the event stream of the plugin', () => {
  it('brings the frames of a socket, and a record as a batch', async () => {
    const plugin = await start({ config: aConfig(kafka.bootstrap, UNMASKED) });
    const events = await openEvents(plugin);
    expect((await events.frame('hello')).protocol).toBe(1);
    expect(await events.frame('subscribed')).toMatchObject({
      sub: 1,
      stream: STREAM,
      isSeekable: true,
    });
    expect((await events.frame('stats')).resume).not.toBe('');
    await untilLive(events);
    await produce(kafka.bootstrap, [{ value: 'over HTTP' }]);
    const bytes = Buffer.from(await events.next('batch'), 'base64');
    const batch = BatchReader.open(bytes);
    expect(textOf(batch.value(0))).toBe('over HTTP');
    for (;;) {
      const { seen, delivered } = await events.frame('stats');
      if (seen === 0) continue;
      expect({ seen, delivered }).toEqual({ seen: 1, delivered: 1 });
      break;
    }
  });

  it('is for signed-in users only, as the table of statuses says', async () => {
    const plugin = await start({ config: aConfig(kafka.bootstrap, UNMASKED) });
    const none = await ask(plugin, WISH, mockCredentials.none.header());
    expect(none.status).toBe(401);
    const service = await ask(plugin, WISH, mockCredentials.service.header());
    expect(service.status).toBe(403);
    const user = await openEvents(plugin);
    expect((await user.frame('hello')).viewer).not.toBe('');
  });

  it('says why a stream is refused and ends the answer, since nothing more can come', async () => {
    const plugin = await start({ config: aConfig(kafka.bootstrap, UNMASKED) });
    const stream = 'kafka:local/secret_topic';
    const events = await openEvents(plugin, { ...WISH, stream });
    expect(await events.frame('error')).toMatchObject({
      sub: 1,
      code: 'realtime.stream.not-allowed',
    });
    expect(JSON.parse(await events.next('close')).code).toBe(1000);
    await events.ended;
  });
});
