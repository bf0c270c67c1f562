import { StandInKafka } from '@backstage-realtime/sandbox';
import { aConfig, UNMASKED } from './testUtils/aConfig';
import { createTopic, kafkaClient } from './testUtils/kafkaClient';
import { TOPIC } from './testUtils/names';
import { usePlugins } from './testUtils/usePlugins';

/** The least that app-config takes, in bytes a second. */
const RATE = 64 * 1024;
const RECORDS = 100;
const RECORD_BYTES = 1_200;

const { start } = usePlugins();
let kafka: StandInKafka;

beforeAll(async () => {
  kafka = await StandInKafka.start();
});

afterAll(() => kafka.close());

async function produce(): Promise<void> {
  const producer = kafkaClient(kafka.bootstrap).producer();
  await producer.connect();
  for (let from = 0; from < RECORDS; from += 10) {
    const messages = Array.from({ length: 10 }, (_, i) => ({
      partition: 0,
      value: `v${from + i} ${'x'.repeat(RECORD_BYTES)}`,
    }));
    await producer.send({ topic: TOPIC, messages });
  }
  await producer.disconnect();
}

describe('a cluster that may be read no faster than its topic grows', () => {
  it('is read later and whole, and its page is told at which rate', async () => {
    await createTopic(kafka.bootstrap);
    const plugin = await start({
      config: aConfig(kafka.bootstrap, {
        ...UNMASKED,
        engine: { systemBytesPerSecond: RATE },
      }),
    });
    const page = await plugin.page();
    await page.watch();
    const beginMs = Date.now();
    await produce();
    const { note } = await page.frame('note');
    expect(note).toEqual({
      kind: 'slowed',
      system: 'local',
      bytesPerSecond: RATE,
    });
    await page.until(() => page.records.length === RECORDS || undefined);
    const least = (RECORDS * RECORD_BYTES) / RATE - 1;
    expect(Date.now() - beginMs).toBeGreaterThan((least * 1_000) / 2);
    expect(page.faults).toEqual([]);
  });

  it('takes no more streams than its places, and says how many those are', async () => {
    await createTopic(kafka.bootstrap);
    const plugin = await start({
      config: aConfig(kafka.bootstrap, { gateway: { streamsPerSystem: 1 } }),
    });
    const [page, other] = [await plugin.page(), await plugin.page()];
    await page.watch();
    other.subscribe();
    expect(await other.frame('error')).toMatchObject({
      code: 'realtime.stream.over-budget',
      message:
        '1 of 1 streams of kafka:local are open. Try again later, or ask the platform team to raise realtime.gateway.streamsPerSystem',
    });
  });
});
