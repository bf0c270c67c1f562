import { mockServices } from '@backstage/backend-test-utils';
import {
  toStreamKey,
  type StreamRef,
} from '@backstage-realtime/plugin-realtime-common';
import { createDecoding } from '../../decoding/Decoding';
import { ManualClock } from '../../gateway/testUtils/ManualClock';
import { Ring } from '../../hub/Ring';
import { buildBatch } from '../../sources/shared/buildBatch';
import { ContentWatcher } from './ContentWatcher';

const REF = { kind: 'kafka', system: 'local', topic: 'pong_topic' } as const;
const MINUTE_MS = 60_000;

interface Written {
  key?: string | null;
  value: string | Buffer | null;
}

describe('looking into the records of a stream that is being read', () => {
  let clock: ManualClock;
  let ring: Ring | undefined;
  let offset: number;
  let watcher: ContentWatcher;

  beforeEach(() => {
    clock = new ManualClock();
    offset = 0;
    ring = newRing();
    const held = toStreamKey(REF as unknown as StreamRef);
    watcher = ContentWatcher.create({
      hub: {
        held: key => (key === held ? ring : undefined),
        losses: () => ({ seen: 90, lapped: 3 }),
      },
      decoding: createDecoding({
        settings: { kafka: new Map() },
        extraDecoders: [],
        clock,
        logger: mockServices.logger.mock(),
      }),
      streams: [
        REF as unknown as StreamRef,
        { ...REF, topic: 'nobody-reads-it' } as unknown as StreamRef,
      ],
      clock,
    });
  });

  const newRing = (ringBytes = 1_000_000) =>
    new Ring({ ringBytes, ringMs: MINUTE_MS });

  const bytesOf = (text: string | Buffer | null | undefined) =>
    text === null || text === undefined ? null : Buffer.from(text);

  const write = (...records: Written[]) => {
    const messages = records.map(({ key, value }) => ({
      key: bytesOf(key),
      value: bytesOf(value),
      headerBlock: new Uint8Array(0),
      headerCount: 0,
      timestampMs: clock.now(),
    }));
    const place = {
      firstOffset: BigInt(offset),
      lowOffset: 0n,
      receivedAtMs: 0,
    };
    ring?.append({ kind: 'batch', batch: buildBatch(messages, place) }, 0);
    offset += records.length;
  };

  const look = async () => (await watcher.read())[0];
  const many = (count: number, record: (i: number) => Written) =>
    write(...Array.from({ length: count }, (_, i) => record(i)));

  it('tells what viewers were too slow for', async () => {
    expect((await look()).viewers).toEqual({ seen: 90, lapped: 3 });
  });

  it('says nothing of streams that nobody reads', async () => {
    ring = undefined;
    expect(await watcher.read()).toEqual([]);
  });

  it('counts values that cannot be decoded, and says where the newest is and who failed', async () => {
    many(40, i => ({ key: `k${i}`, value: '{"ok":true}' }));
    write({ value: '{"cut":' }, { value: '{}' });

    expect((await look()).decoding).toEqual({
      tried: 42,
      failed: 1,
      hasDecoded: true,
      newest: {
        partition: 0,
        offset: 40n,
        decoder: 'json',
        reason: expect.any(String),
      },
    });
  });

  it('keeps a value no decoder reads apart from one that breaks its encoding', async () => {
    write({ value: Buffer.from('ff00ff00', 'hex') }, { value: null });

    const { decoding, sampled } = await look();

    expect(sampled).toBe(2);
    expect(decoding).toEqual({
      tried: 1,
      failed: 1,
      hasDecoded: false,
      newest: { partition: 0, offset: 0n },
    });
  });

  it('looks into a hundred records of many, evenly, and counts all that passed', async () => {
    many(1_000, i => ({ key: i < 500 ? 'first half' : `k${i}`, value: 'v' }));

    const { passed, sampled, keys } = await look();

    expect([passed, sampled]).toEqual([1_000, 100]);
    expect(keys).toMatchObject({ withKey: 100, top: { records: 50 } });
  });

  it('counts what the reader dropped between two looks', async () => {
    many(10, () => ({ value: 'v' }));
    await look();
    ring?.trim(Infinity, ring.tail);
    offset += 500;
    many(10, () => ({ value: 'v' }));

    expect(await look()).toMatchObject({ passed: 520, sampled: 20 });
  });

  it('looks at each record once, and forgets what is older than ten minutes', async () => {
    many(3, () => ({ value: 'v' }));
    expect((await look()).sampled).toBe(3);
    expect((await look()).sampled).toBe(3);
    clock.advance(10 * MINUTE_MS);
    write({ value: 'v' });
    expect(await look()).toMatchObject({ sampled: 1, spanMs: 600_000 });
  });

  it('begins anew with another reader', async () => {
    many(3, () => ({ value: 'v' }));
    await look();
    ring = newRing();
    clock.advance(MINUTE_MS);
    write({ value: 'v' });
    expect(await look()).toMatchObject({ sampled: 1, spanMs: 0 });
  });

  it('measures a long value and does not decode it', async () => {
    write({ key: 'key', value: `{${'x'.repeat(100_000)}` });
    expect(await look()).toMatchObject({
      sizes: { max: 100_004 },
      decoding: { tried: 0, failed: 0 },
    });
  });

  it('tells sizes, and records without a key', async () => {
    many(99, () => ({ key: 'kk', value: 'v'.repeat(8) }));
    write({ value: 'v'.repeat(1_000) });
    expect(await look()).toMatchObject({
      sizes: { p99: 10, max: 1_000 },
      keys: { withKey: 99, without: 1, newestWithout: { offset: 99n } },
    });
  });
});
