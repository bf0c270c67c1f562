import { spawnSync } from 'node:child_process';
import {
  startRealKafka,
  StandInKafka,
  type KafkaBroker,
} from '@backstage-realtime/sandbox';
import { aConfig, UNMASKED } from './testUtils/aConfig';
import { createTopic, kafkaClient } from './testUtils/kafkaClient';
import { TOPIC } from './testUtils/names';
import type { Page } from './testUtils/Page';
import { usePlugins } from './testUtils/usePlugins';

const { start, endWith } = usePlugins();

const RECORDS = 200;

function survivesAnOutage(
  name: string,
  startKafka: () => Promise<KafkaBroker>,
  where: typeof describe | typeof describe.skip = describe,
) {
  where(`a viewer while ${name} is killed`, () => {
    it('is told since when and of the next try, and gets every record exactly once', async () => {
      const kafka = await startKafka();
      endWith(() => kafka.close());
      await createTopic(kafka.bootstrap, TOPIC, 3);
      const plugin = await start({
        config: aConfig(kafka.bootstrap, UNMASKED),
      });
      const page = await plugin.page();
      await page.watch();
      const writer = await openWriter(kafka.bootstrap);
      const before = await writer.write('before', RECORDS);
      await kafka.kill();
      const { status } = await page.status('unreachable');
      expect(status).toMatchObject({
        sinceMs: expect.any(Number),
        tries: expect.any(Number),
        nextTryAtMs: expect.any(Number),
        part: expect.any(String),
        reason: expect.any(String),
      });
      expect(JSON.stringify(status)).not.toContain(kafka.bootstrap);
      const seen = page.frames.length;
      await kafka.restart();
      const after = await writer.write('after', RECORDS);
      await page.status('live', 1, seen);
      const wanted = before.length + after.length;
      const stats = await page.frame('stats', frame => frame.seen >= wanted);
      expect(stats.seen).toBe(wanted);
      expect(stats.seen).toBe(
        stats.delivered + stats.filtered + gapsOf(stats.gaps),
      );
      expect(missingFrom(page, [...before, ...after])).toEqual([]);
      expect(page.values).toHaveLength(stats.delivered);
    }, 120_000);

    it('in the middle of history goes on where it was, without loss or double', async () => {
      const kafka = await startKafka();
      endWith(() => kafka.close());
      await createTopic(kafka.bootstrap, TOPIC, 1);
      const writer = await openWriter(kafka.bootstrap);
      const old = await writer.write('old', RECORDS, 'x'.repeat(1_000));
      const config = aConfig(kafka.bootstrap, {
        ...UNMASKED,
        engine: { unackedBatches: 1, batchBytes: 20_000 },
      });
      const page = await (await start({ config })).page();
      page.acknowledges = false;
      page.subscribe({ from: { at: 'earliest' } });
      await page.until(() => (page.batches > 0 ? true : undefined));
      expect(page.records.length).toBeLessThan(RECORDS);
      await kafka.kill();
      await page.status('unreachable');
      page.acknowledge();
      await kafka.restart();
      const recent = await writer.write('recent', 10);
      await page.record('recent 9');
      expect(page.values).toEqual([...old, ...recent]);
      expect(page.of('gap')).toEqual([]);
    }, 120_000);
  });
}

/** Records neither delivered nor inside a gap frame, and those delivered twice. */
function missingFrom(page: Page, written: string[]): string[] {
  const counts = new Map<string | null, number>();
  for (const value of page.values)
    counts.set(value, (counts.get(value) ?? 0) + 1);
  const lost = page
    .of('gap')
    .reduce((sum, { gap }) => sum + (gap.count ?? 0), 0);
  const missing = written.filter(value => !counts.has(value));
  const doubled = written.filter(value => (counts.get(value) ?? 0) > 1);
  return missing.length === lost ? doubled : [...missing, ...doubled];
}

function gapsOf(gaps: Partial<Record<string, number>>): number {
  return Object.values(gaps).reduce<number>((sum, n) => sum + (n ?? 0), 0);
}

/** Writes records until the broker took them; an idempotent producer writes none twice. */
async function openWriter(bootstrap: string) {
  const producer = kafkaClient(bootstrap).producer({
    allowAutoTopicCreation: false,
    idempotent: true,
    maxInFlightRequests: 1,
  });
  await producer.connect();
  endWith(() => producer.disconnect());
  const write = async (name: string, count: number, filler = '') => {
    const values = Array.from(
      { length: count },
      (_, i) => `${name} ${i}${filler}`,
    );
    await producer.send({
      topic: TOPIC,
      messages: values.map(value => ({ value })),
    });
    return values;
  };
  return { write };
}

const isRequired = process.env.REALTIME_REQUIRE_REAL === '1';
const isHere = ['java -version', 'mvn -v'].every(
  command => spawnSync('/bin/sh', ['-c', command]).status === 0,
);

survivesAnOutage('the stand-in', () => StandInKafka.start());
// Named in the report as skipped where Java 17 or Maven is missing.
survivesAnOutage(
  'Apache Kafka',
  () => startRealKafka(),
  isHere || isRequired ? describe : describe.skip,
);
