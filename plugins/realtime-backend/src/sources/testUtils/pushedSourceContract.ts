import type {
  RealtimeErrorCode,
  StreamRef,
} from '@backstage-realtime/plugin-realtime-common';
import type { RecordSource } from '@backstage-realtime/plugin-realtime-node';
import type { LinkLimits } from '../shared/limits';
import { EventReader } from './readEvents';

/** A real upstream and a source that reads it. */
export interface PushedWorld {
  source: RecordSource;
  ref: StreamRef;
  unknownRef: StreamRef;
  /** Resolves when the upstream took it. */
  publish(payload: string): Promise<void>;
  /** Cuts every connection; the upstream stays and takes new ones. */
  cut(): Promise<void>;
  /** The next connection is refused for its credential. */
  refuse(): void;
  /** Resolves when the upstream has no connection any more. */
  whenEmpty(): Promise<void>;
  stop(): Promise<void>;
}

/** Limits at which a test reaches every bound at once. */
export const TIGHT_LIMITS: Partial<LinkLimits> = {
  maxRecordBytes: 1_000,
  queueRecords: 10,
  retry: { minMs: 1, maxMs: 2 },
};

/** What every source without history does, whatever it is connected to. */
export function itKeepsTheContractOfPushedSources(
  refusal: RealtimeErrorCode,
  start: () => Promise<PushedWorld>,
): void {
  let world: PushedWorld;
  let abort: AbortController;

  const open = () =>
    new EventReader(
      world.source.open(world.ref, {
        from: { at: 'latest' },
        signal: abort.signal,
      }),
    );

  beforeEach(async () => {
    abort = new AbortController();
    world = await start();
  });

  afterEach(async () => {
    abort.abort();
    await world.source.close();
    await world.stop();
  });

  it('describes one partition without history, each time as another epoch', async () => {
    const first = await world.source.describe(world.ref, abort.signal);
    expect(first).toMatchObject({
      isSeekable: false,
      partitions: [{ partition: 0, low: 0n, high: 0n }],
    });
    const second = await world.source.describe(world.ref, abort.signal);
    expect(second.epoch).not.toBe(first.epoch);
  });

  it('does not know streams that app-config does not name', async () => {
    await expect(
      world.source.describe(world.unknownRef, abort.signal),
    ).rejects.toMatchObject({ code: 'realtime.stream.not-configured' });
  });

  it('says that it is reachable, then yields each message with the next offset', async () => {
    const reader = open();
    await reader.next('reachable');
    await world.publish('one');
    await world.publish('two');
    const records = await reader.records(2);
    expect(records.map(({ offset, value }) => [offset, value])).toEqual([
      [0n, 'one'],
      [1n, 'two'],
    ]);
  });

  it('tells of a lost connection, comes back, and reports the gap', async () => {
    const reader = open();
    await reader.next('reachable');
    await world.publish('before');
    await reader.records(1);
    await world.cut();
    const away = await reader.next('unreachable');
    expect(away).toMatchObject({ tries: 1, reason: expect.any(String) });
    expect(`${away.part} ${away.reason}`).not.toMatch(/127\.0\.0\.1|localhost/);
    const { gap } = await reader.next('gap');
    expect(gap).toEqual({ partition: 0, reason: 'disconnected' });
    const { note } = await reader.next('note');
    expect(note).toMatchObject({ kind: 'reconnected' });
    await reader.next('reachable');
    await world.publish('after');
    expect(await reader.records(1)).toMatchObject([
      { offset: 1n, value: 'after' },
    ]);
  });

  it('makes a gap of one of a message over the size limit', async () => {
    const reader = open();
    await reader.next('reachable');
    await world.publish('x'.repeat(1_100));
    const { gap } = await reader.next('gap');
    expect(gap).toEqual({
      partition: 0,
      firstOffset: '0',
      lastOffset: '0',
      count: 1,
      reason: 'too-large',
    });
    await world.publish('small');
    expect(await reader.records(1)).toMatchObject([{ offset: 1n }]);
  });

  it('counts exactly what did not fit while nobody read', async () => {
    const reader = open();
    await reader.next('reachable');
    for (let i = 0; i < 25; i += 1) await world.publish(`${i}`);
    const records = await reader.records(10);
    const { gap } = await reader.next('gap');
    const lost = gap.count ?? 0;
    expect(records.map(({ value }) => value)).toEqual(
      Array.from({ length: 10 }, (_, i) => `${i}`),
    );
    await world.publish('last');
    const [last] = await reader.records(1);
    expect(gap).toMatchObject({ firstOffset: '10', reason: 'lapped' });
    expect(last.offset).toBe(10n + BigInt(lost));
  });

  it('throws when it is refused, and does not try again', async () => {
    world.refuse();
    await expect(open().next('reachable')).rejects.toMatchObject({
      code: refusal,
      isRetriable: false,
    });
    await expect(world.whenEmpty()).resolves.toBeUndefined();
  });

  it('ends at once when aborted and leaves no connection behind', async () => {
    const reader = open();
    await reader.next('reachable');
    abort.abort();
    expect(await reader.isAtEnd()).toBe(true);
    await expect(world.whenEmpty()).resolves.toBeUndefined();
  });

  it('leaves no connection behind when aborted by a reader that asks no more', async () => {
    await open().next('reachable');
    abort.abort();
    await expect(world.whenEmpty()).resolves.toBeUndefined();
  });

  it('leaves no connection behind when the reader just stops', async () => {
    const reader = open();
    await reader.next('reachable');
    await reader.stop();
    await expect(world.whenEmpty()).resolves.toBeUndefined();
  });
}
