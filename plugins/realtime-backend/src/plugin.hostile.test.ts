import {
  CLOSE_CODES,
  MAX_COMMAND_BYTES,
  type CloseName,
} from '@backstage-realtime/plugin-realtime-common';
import { encodeBatch, StandInKafka } from '@backstage-realtime/sandbox';
import { aConfig, UNMASKED } from './testUtils/aConfig';
import { ENTITY, ORIGIN, STREAM, TOPIC } from './testUtils/names';
import { Page } from './testUtils/Page';
import { usePlugins, type RunningPlugin } from './testUtils/usePlugins';

const { start } = usePlugins();
const MIB = 1024 * 1024;
const ABUSE = 10_000;
let kafka: StandInKafka;
let plugin: RunningPlugin;
let bystander: Page;
let produced: number;

beforeAll(async () => {
  kafka = await StandInKafka.start({
    topics: [{ name: TOPIC, partitions: 1, replicationFactor: 1 }],
    maxPartitionBytes: 256 * MIB,
  });
});

beforeEach(async () => {
  produced = 0;
  const config = aConfig(kafka.bootstrap, {
    ...UNMASKED,
    // Credit for more than the buffers of two sockets hold.
    engine: { unackedBatches: 1_000, batchBytes: MIB, laneBytes: 128 * MIB },
    gateway: { bufferedSoftBytes: MIB / 4, stalledMs: 300 },
  });
  plugin = await start({ config });
  bystander = await plugin.page();
  await bystander.watch();
});

afterAll(() => kafka.close());

function produceOne(bytes = 10): void {
  const value = `${produced++}:`.padEnd(bytes, 'x');
  kafka.append(TOPIC, 0, encodeBatch([{ value, timestampMs: 1_000 }]));
}

const bystanderCaughtUp = () =>
  bystander.until(() =>
    bystander.records.length >= produced ? true : undefined,
  );

/** The viewer who did nothing wrong has every record, once and in order. */
async function bystanderHasAll(): Promise<void> {
  produceOne();
  await bystanderCaughtUp();
  const numbers = bystander.values.map(value => Number(value?.split(':')[0]));
  expect(numbers).toEqual(Array.from({ length: produced }, (_, i) => i));
  expect(bystander.of('gap')).toEqual([]);
}

describe('a hostile client', () => {
  it.each<[string, (page: Page) => void, CloseName]>([
    [
      'that sends garbage',
      ({ socket }) => ['{', '[]', '"\u0000"'].forEach(it => socket.send(it)),
      'badCommand',
    ],
    [
      'that sends bytes',
      ({ socket }) =>
        [1, 2, 3].forEach(() => socket.send(Buffer.alloc(100, 0xff))),
      'badCommand',
    ],
    [
      'that sends a command over the limit',
      ({ socket }) => socket.send('x'.repeat(MAX_COMMAND_BYTES + 1)),
      'tooLarge',
    ],
    [
      'that subscribes ten thousand times',
      page => {
        for (let sub = 1; sub <= ABUSE; sub++) page.subscribe({ sub });
      },
      'tooMany',
    ],
    [
      'that pauses and resumes ten thousand times',
      page => {
        page.subscribe();
        for (let i = 0; i < ABUSE / 2; i++) {
          page.send({ type: 'pause', sub: 1 });
          page.send({ type: 'resume', sub: 1, from: 'buffer' });
        }
      },
      'tooMany',
    ],
  ])('%s is cut off; the others get every record', async (_, abuse, name) => {
    const page = await plugin.page();
    produceOne();
    abuse(page);
    produceOne();
    expect(await page.closed).toBe(CLOSE_CODES[name].code);
    await bystanderHasAll();
  });

  it('that stops reading is cut off; the others get every record', async () => {
    const page = await plugin.page();
    await page.watch();
    page.socket.pause();
    const released = page.closed;
    for (let i = 0; i < 32; i++) {
      produceOne(MIB);
      await bystanderCaughtUp();
    }
    await bystander.frame('stats', ({ viewers }) => viewers === 1);
    page.socket.resume();
    // Our close frame stands behind unread bytes that are thrown away with the socket.
    expect([CLOSE_CODES.tooSlow.code, 1006]).toContain(await released);
    await bystanderHasAll();
  });

  it('with a used ticket or from elsewhere does not come in', async () => {
    const { port } = plugin;
    const ticket = await plugin.ticket();
    const page = await Page.open({ port, ticket });
    await expect(Page.open({ port, ticket })).rejects.toThrow('401');
    page.socket.terminate();
    await expect(
      Page.open({
        port,
        ticket: await plugin.ticket(),
        origin: `${ORIGIN}.evil.example`,
      }),
    ).rejects.toThrow('403');
    await bystanderHasAll();
  });

  it('cannot take the place of others: what is over budget is refused by name', async () => {
    const page = await plugin.page();
    for (let sub = 1; sub <= 10; sub++) page.subscribe({ sub });
    const { message, code } = await page.frame('error');
    expect(code).toBe('realtime.stream.over-budget');
    expect(message).toContain(`${STREAM} of ${ENTITY}`);
    await bystanderHasAll();
  });
});
