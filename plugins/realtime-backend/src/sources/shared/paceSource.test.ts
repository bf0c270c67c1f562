import { once } from 'node:events';
import type { AddressInfo } from 'node:net';
import { WebSocketServer } from 'ws';
import type { StreamRef } from '@backstage-realtime/plugin-realtime-common';
import type {
  RecordSource,
  SourceEvent,
} from '@backstage-realtime/plugin-realtime-node';
import { ManualClock } from '../../gateway/testUtils/ManualClock';
import { TIGHT_LIMITS } from '../testUtils/pushedSourceContract';
import { EventReader } from '../testUtils/readEvents';
import { WebSocketRecordSource } from '../websocket/WebSocketRecordSource';
import { paceSource } from './paceSource';

const RATE = 10_000;

const refOf = (system: string) =>
  ({ kind: 'kafka', system, topic: 'pings' }) as StreamRef;

/** A batch of which only the size matters here. */
const batchOf = (bytes: number) =>
  ({ kind: 'batch', batch: { slab: new Uint8Array(bytes) } }) as SourceEvent;

function sourceOf(...events: SourceEvent[]): RecordSource {
  return {
    describe: async () => ({ partitions: [], epoch: '', isSeekable: true }),
    async *open() {
      yield* events;
    },
    close: async () => {},
  };
}

describe('a paced source', () => {
  let clock: ManualClock;
  let abort: AbortController;

  beforeEach(() => {
    clock = new ManualClock();
    abort = new AbortController();
  });

  afterEach(() => abort.abort());

  const pacedOf = (source: RecordSource) =>
    paceSource(source, { bytesPerSecond: RATE, clock });

  const read = (source: RecordSource, system = 'local') => {
    const { signal } = abort;
    const from = { at: 'latest' as const };
    return new EventReader(source.open(refOf(system), { from, signal }));
  };

  it('waits before it reads on what is more than a second’s worth, and says so once', async () => {
    const source = pacedOf(
      sourceOf(batchOf(RATE), batchOf(5_000), batchOf(5_000), batchOf(1)),
    );
    const reader = read(source);
    await reader.next('batch');
    await reader.next('batch');
    expect(clock.pending).toBe(0);
    expect(await reader.next('note')).toEqual({
      kind: 'note',
      note: { kind: 'slowed', system: 'local', bytesPerSecond: RATE },
    });
    const third = reader.next('batch');
    expect(clock.pending).toBe(1);
    clock.advance(500);
    await third;
    const last = reader.next('batch');
    clock.advance(500);
    await last;
    expect(reader.seen.filter(({ kind }) => kind === 'note')).toHaveLength(1);
  });

  it('holds all readings of a system to one rate, and none of another', async () => {
    const source = pacedOf(sourceOf(batchOf(RATE), batchOf(1)));
    await read(source).next('batch');
    const second = read(source);
    await second.next('batch');
    await second.next('note');
    const other = read(source, 'other');
    await other.next('batch');
    await other.next('batch');
    expect(other.seen).toHaveLength(2);
  });

  it('lets go of a reading that is aborted while it waits', async () => {
    const reader = read(pacedOf(sourceOf(batchOf(RATE * 9))));
    await reader.next('note');
    const end = reader.isAtEnd();
    expect(clock.pending).toBe(1);
    abort.abort();
    expect(await end).toBe(true);
    expect(clock.pending).toBe(0);
  });

  it('waits a minute at most, even where the clock was set back', async () => {
    const reader = read(pacedOf(sourceOf(batchOf(RATE * 900), batchOf(1))));
    await reader.next('note');
    const next = reader.next('batch');
    clock.advance(60_000);
    await next;
    expect(clock.pending).toBe(0);
  });

  it('counts what is pushed meanwhile as a gap that names the rate', async () => {
    const server = new WebSocketServer({ host: '127.0.0.1', port: 0 });
    await once(server, 'listening');
    const { port } = server.address() as AddressInfo;
    const endpoint = {
      name: 'local',
      url: `ws://127.0.0.1:${port}`,
      headers: {},
      recordsEnabled: true,
    };
    const source = WebSocketRecordSource.create({
      endpoints: new Map([['local', endpoint]]),
      limits: TIGHT_LIMITS,
    });
    const connected = once(server, 'connection');
    const reader = new EventReader(
      paceSource(source, { bytesPerSecond: 500, clock }).open(
        { kind: 'websocket', system: 'local' } as StreamRef,
        { from: { at: 'latest' }, signal: abort.signal },
      ),
    );
    const first = reader.next('note');
    const [socket] = await connected;
    const push = async (times: number, bytes: number) => {
      const ponged = once(socket, 'pong');
      for (let i = 0; i < times; i += 1) socket.send('x'.repeat(bytes));
      socket.ping();
      await ponged;
    };
    await push(1, 900);
    await first;
    const gap = reader.next('gap');
    await push(30, 10);
    clock.advance(60_000);
    expect((await gap).gap).toMatchObject({
      reason: 'slowed',
      count: 20,
      detail: 'local is read at 500 bytes a second at most',
    });
    abort.abort();
    server.close();
  });
});
