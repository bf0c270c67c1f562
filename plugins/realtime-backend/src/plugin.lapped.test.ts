import { StandInKafka } from '@backstage-realtime/sandbox';
import { aConfig, UNMASKED } from './testUtils/aConfig';
import { createTopic, kafkaClient } from './testUtils/kafkaClient';
import { TOPIC } from './testUtils/names';
import type { Page } from './testUtils/Page';
import { usePlugins } from './testUtils/usePlugins';

const RECORDS = 200;
const IN_A_BATCH = 10;

const { start } = usePlugins();
let kafka: StandInKafka;

beforeAll(async () => {
  kafka = await StandInKafka.start();
});

afterAll(() => kafka.close());

/** Many batches to the first partition, each told to the lane on its own; more than it keeps. */
async function produceMore(witness: Page): Promise<void> {
  const producer = kafkaClient(kafka.bootstrap).producer();
  await producer.connect();
  for (let from = 0; from < RECORDS; from += IN_A_BATCH) {
    const messages = Array.from({ length: IN_A_BATCH }, (_, i) => ({
      partition: 0,
      value: `v${from + i} ${'x'.repeat(500)}`,
    }));
    await producer.send({ topic: TOPIC, messages });
    const known = from + IN_A_BATCH;
    await witness.until(() => witness.records.length >= known || undefined);
  }
  await producer.disconnect();
}

describe('a viewer the records run away from', () => {
  it.each([
    [
      'paused',
      (page: Page) => page.send({ type: 'pause', sub: 1 }),
      (page: Page) => page.send({ type: 'resume', sub: 1, from: 'buffer' }),
    ],
    [
      'stalled',
      (page: Page) => {
        page.acknowledges = false;
      },
      (page: Page) => page.acknowledge(),
    ],
  ])(
    'is told the exact range it missed while %s, and can load it',
    async (_, stop, goOn) => {
      await createTopic(kafka.bootstrap);
      const plugin = await start({
        config: aConfig(kafka.bootstrap, {
          ...UNMASKED,
          engine: { laneBytes: 20_000, unackedBatches: 2 },
        }),
      });
      const page = await plugin.page();
      const witness = await plugin.page();
      await Promise.all([page.watch(), witness.watch()]);
      const first = await page.frame('subscribed');
      const { high } = first.partitions[0];
      stop(page);
      await produceMore(witness);
      goOn(page);
      const { gap } = await page.frame('gap');
      const missed = Number(gap.lastOffset) - Number(gap.firstOffset) + 1;
      expect(gap).toMatchObject({ partition: 0, reason: 'lapped' });
      expect(gap.count).toBe(missed);
      expect(missed).toBeGreaterThan(RECORDS / 2);
      await page.until(
        () => page.records.length === RECORDS - missed || undefined,
      );
      const stats = await page.frame('stats', ({ seen }) => seen === RECORDS);
      expect(stats).toMatchObject({
        delivered: RECORDS - missed,
        gaps: { lapped: missed },
      });
      const shown = page.records.length;
      page.subscribe({
        sub: 2,
        from: { at: 'offset', partition: 0, offset: gap.firstOffset },
      });
      await page.status('live', 2);
      await page.until(
        () =>
          page.records.at(-1)?.offset === witness.records.at(-1)?.offset ||
          undefined,
      );
      const loaded = page.records.slice(shown).map(({ offset }) => offset);
      const end = Number(high) + RECORDS;
      expect(loaded).toEqual(
        Array.from({ length: end - Number(gap.firstOffset) }, (__, i) =>
          String(Number(gap.firstOffset) + i),
        ),
      );
      expect(page.faults).toEqual([]);
    },
  );
});
