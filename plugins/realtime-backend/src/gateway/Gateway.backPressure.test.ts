import { CLOSE_CODES } from '@backstage-realtime/plugin-realtime-common';
import { startGateway, type RunningGateway } from './testUtils/startGateway';
import type { TestViewer } from './testUtils/TestViewer';
import { FOREVER_MS } from './testUtils/useGateway';

const CHUNK = Buffer.alloc(256 * 1024, 'x');
const settings = { heartbeatMs: FOREVER_MS };

/** Publishes until the sockets that are not read are full, here and in the kernel. */
async function fill(running: RunningGateway, readers: number): Promise<number> {
  for (let sent = 1; sent < 400; sent++) {
    if (running.hub.publish(CHUNK) === readers) return sent;
    await new Promise(setImmediate);
  }
  throw new Error('the socket never filled up');
}

describe('Gateway and a viewer that stops reading', () => {
  let running: RunningGateway;
  let stalled: TestViewer;
  let reader: TestViewer;

  beforeEach(async () => {
    running = await startGateway({ settings });
    stalled = await running.viewer();
    reader = await running.viewer('user:default/dan');
    for (const viewer of [stalled, reader]) {
      viewer.subscribe(1);
      await viewer.next('subscribed');
    }
    stalled.ws.pause();
  });

  afterEach(async () => running[Symbol.asyncDispose]());

  it('lets its batches wait while another viewer gets every one', async () => {
    const sent = await fill(running, 1);
    await reader.nextBatches(sent);
    expect(running.hub.subscriptions[0].sink.canTake()).toBe(false);
    expect(reader.batches).toHaveLength(sent);
  });

  it('wakes its streams when it reads again', async () => {
    const sent = await fill(running, 1);
    const woken = running.hub.subscriptions[0].next('wake');
    stalled.ws.resume();
    await woken;
    await stalled.nextBatches(sent - 1);
    expect(running.hub.publish(Buffer.from('next'))).toBe(2);
    expect((await stalled.nextBatches(sent)).at(-1)?.toString()).toBe('next');
  });

  it('cuts it with 4413 when nothing moves for the stall time', async () => {
    const sent = await fill(running, 1);
    running.clock.advance(10_000);
    expect(running.hub.open).toHaveLength(1);
    expect(running.gateway.stats().closes).toEqual({ tooSlow: 1 });
    stalled.ws.resume();
    expect((await stalled.closed).code).toBe(CLOSE_CODES.tooSlow.code);
    await reader.nextBatches(sent);
  });

  it('ends the connection a second later when the close is not read either', async () => {
    await fill(running, 1);
    running.clock.advance(11_000);
    stalled.ws.resume();
    await stalled.closed;
    expect(running.gateway.stats().socketsOpen).toBe(1);
  });

  it('cuts it with 4413 at the hard limit, frames included', async () => {
    await fill(running, 1);
    const { sink } = running.hub.subscriptions[0];
    const reason = 'y'.repeat(1024 * 1024);
    for (let i = 0; i < 5; i++) {
      const status = {
        state: 'stopped',
        sinceMs: 0,
        code: 'x',
        reason,
      } as const;
      sink.sendFrame({ type: 'status', status });
    }
    expect(running.gateway.stats().closes).toEqual({ tooSlow: 1 });
    stalled.ws.resume();
    expect((await stalled.closed).code).toBe(CLOSE_CODES.tooSlow.code);
  });
});
