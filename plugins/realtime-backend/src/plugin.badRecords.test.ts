import type { StatsFrame } from '@backstage-realtime/plugin-realtime-common';
import {
  encodeBatch,
  StandInKafka,
  type BatchDamage,
  type RecordInput,
} from '@backstage-realtime/sandbox';
import { buildBatch } from './sources/kafka/testUtils/buildBatch';
import { aConfig, UNMASKED } from './testUtils/aConfig';
import { ENTITY, STREAM, TOPIC } from './testUtils/names';
import { textOf, type Page } from './testUtils/Page';
import { usePlugins, type RunningPlugin } from './testUtils/usePlugins';

const { start } = usePlugins();
const MIB = 1024 * 1024;
const MANY = 130_000;
let kafka: StandInKafka;
let plugin: RunningPlugin;
let page: Page;

beforeAll(async () => {
  kafka = await StandInKafka.start({
    topics: [{ name: TOPIC, partitions: 1, replicationFactor: 1 }],
    maxPartitionBytes: 256 * MIB,
  });
});

beforeEach(async () => {
  plugin = await start({ config: aConfig(kafka.bootstrap, UNMASKED) });
  page = await plugin.page();
  await page.watch();
});

afterAll(() => kafka.close());

function append(records: Array<Partial<RecordInput>>, codec?: 'gzip'): number {
  const whole = records.map(record => ({
    value: null,
    timestampMs: 1_000,
    ...record,
  }));
  return kafka.append(TOPIC, 0, encodeBatch(whole, { codec }));
}

/** The stream goes on: a normal record after the strange one is shown, and the account adds up. */
async function goesOn(records: number): Promise<StatsFrame> {
  append([{ value: 'a normal record' }]);
  await page.record('a normal record');
  const account = await page.frame('stats', frame => frame.seen >= records + 1);
  const { seen, delivered, gaps } = account;
  const lost = Object.values(gaps).reduce((sum, count) => sum + count, 0);
  expect({ seen, sum: delivered + lost }).toEqual({
    seen: records + 1,
    sum: records + 1,
  });
  expect(page.of('end')).toEqual([]);
  return account;
}

const open = async (offset: number) => {
  const body = { entityRef: ENTITY, stream: STREAM, partition: 0 };
  return plugin.post('records/inspect', { ...body, offset: String(offset) });
};

/** Compared here, since a matcher looks at each byte of a megabyte by name. */
function isSame(shown: Uint8Array | null, wanted: Buffer | null): boolean {
  return shown === null || wanted === null
    ? shown === wanted
    : wanted.equals(shown);
}

const nested = (levels: number) =>
  '{"a":'.repeat(levels) + 1 + '}'.repeat(levels);

describe('strange records on an entity page', () => {
  it.each<[string, Partial<RecordInput>]>([
    ['without key and value', { key: null, value: null }],
    ['with an empty value', { key: '', value: '' }],
    ['that is not UTF-8', { value: Buffer.from([0xc3, 0x28, 0xff, 0xfe]) }],
    ['of 20 levels of JSON', { value: nested(20) }],
    ['of markup', { key: '<b>', value: '<script>alert(1)</script>' }],
    ['of almost JSON', { value: '{"a":' }],
    ['of 1 MB', { value: Buffer.alloc(1_000_000, 'x') }],
  ])('shows a record %s byte for byte, and opens it', async (_, record) => {
    const offset = append([record]);
    const shown = await page.until(() => page.records[0]);
    const wanted = record.value === null ? null : Buffer.from(record.value!);
    expect(isSame(shown.value, wanted)).toBe(true);
    const opened = await open(offset);
    expect(opened.status).toBe(200);
    const { base64 } = opened.body.value;
    expect(base64 ?? null).toBe(wanted && wanted.toString('base64'));
    await goesOn(1);
  });

  it('keeps a thousand headers in order, with doubles', async () => {
    const headers = Array.from(
      { length: 1_000 },
      (_, i) => [`h${i % 500}`, `v${i}`] as const,
    );
    const offset = append([{ value: '1', headers }]);
    const shown = await page.until(() => page.records[0]);
    expect(
      shown.headers.map(({ name, value }) => [name, textOf(value)]),
    ).toEqual(headers);
    expect((await open(offset)).body.headers).toHaveLength(1_000);
    await goesOn(1);
  });

  it('accounts for 130,000 records of one batch', async () => {
    append(Array.from({ length: MANY }, (_, i) => ({ value: `${i}` })));
    await goesOn(MANY);
    const last = page.records.at(-1)!;
    expect(textOf(last.value)).toBe('a normal record');
  });

  it('shows 10 MB in 10 kB as records or as a gap, never as silence', async () => {
    const record = { value: Buffer.alloc(MIB, 'z') };
    append(Array(10).fill(record), 'gzip');
    const { delivered } = await goesOn(10);
    expect(delivered).toBe(page.records.length);
  });
});

describe('damaged batches on an entity page', () => {
  it.each<[BatchDamage, string]>([
    ['corrupt-crc', 'the checksum does not match'],
    ['truncated', 'the batch is cut off or its head is damaged'],
    ['unknown-codec', 'codec'],
  ])('says what is %s, counts it, and goes on', async (damage, detail) => {
    const undo = kafka.faults.damage(TOPIC, 0, damage);
    append([{ value: 'spoilt' }, { value: 'spoilt as well' }]);
    const { gap } = await page.frame('gap');
    undo();
    expect(gap).toMatchObject({ reason: 'corrupt', count: 2 });
    expect(gap.detail).toContain(detail);
    await goesOn(2);
    expect(page.values).toEqual(['a normal record']);
  });
});

describe('an offset without a record', () => {
  it('is not found, in words that say why that may be', async () => {
    const { status, body } = await open(99_999_999);
    expect(status).toBe(404);
    expect(body.error.code).toBe('realtime.record.not-found');
    expect(body.error.message).toMatch(/99999999.*[Rr]etention or compaction/);
  });

  it.each([
    ['inside a batch', [{ value: 'a' }, { value: 'b', delta: 4 }], 4],
    ['at the end of a batch', [{ value: 'a' }], 4],
  ])('is not found where compaction left a hole %s', async (_, left, last) => {
    const holed = buildBatch({ records: left, lastDelta: last });
    const offset = kafka.append(TOPIC, 0, holed);
    append([{ value: 'the next batch' }]);
    expect((await open(offset)).body.value.text).toBe('a');
    const { status, body } = await open(offset + 2);
    expect(status).toBe(404);
    expect(body.error.code).toBe('realtime.record.not-found');
    expect(body.error.message).toContain('compaction');
    expect((await open(offset + last + 1)).body.value.text).toBe(
      'the next batch',
    );
  });

  it('is said to be damaged or too large when that is why', async () => {
    const large = append([{ value: Buffer.alloc(6 * MIB, 'x') }]);
    const { gap } = await page.frame('gap');
    expect(gap).toMatchObject({ reason: 'too-large', count: 1 });
    const tooLarge = await open(large);
    expect(tooLarge.status).toBe(404);
    expect(tooLarge.body.error.code).toBe('realtime.record.too-large');
    const undo = kafka.faults.damage(TOPIC, 0, 'corrupt-crc');
    const spoilt = append([{ value: 'spoilt' }]);
    await page.frame('gap', frame => frame.gap.reason === 'corrupt');
    const damaged = await open(spoilt);
    undo();
    expect(damaged.status).toBe(404);
    expect(damaged.body.error.code).toBe('realtime.kafka.corrupt-batch');
    expect(damaged.body.error.message).toContain('checksum');
  });
});
