import { once } from 'node:events';
import { CLOSE_CODES } from '@backstage-realtime/plugin-realtime-common';
import { expiringAuth } from './testUtils/expiringAuth';
import { ManualClock } from './testUtils/ManualClock';
import {
  OLIVIA,
  startGateway,
  type RunningGateway,
  type StartOptions,
} from './testUtils/startGateway';
import type { TestViewer } from './testUtils/TestViewer';
import { FOREVER_MS } from './testUtils/useGateway';

describe('Gateway closing a socket', () => {
  let running: RunningGateway;

  afterEach(async () => running[Symbol.asyncDispose]());

  async function viewerOf(options: StartOptions = {}): Promise<TestViewer> {
    running = await startGateway(options);
    return running.viewer();
  }

  it('answers garbage with an error frame and closes with 4400 at the third', async () => {
    const viewer = await viewerOf();
    viewer.ws.send('{"type":"subscribe","sub":5}');
    expect(await viewer.next('error')).toMatchObject({
      sub: 5,
      code: 'realtime.command.malformed',
      message: expect.stringContaining('entityRef'),
    });
    viewer.ws.send(Buffer.from([1, 2, 3]));
    const error = await viewer.next('error');
    expect(error.code).toBe('realtime.command.malformed');
    expect(error.sub).toBeUndefined();
    viewer.ws.send('not json');
    expect((await viewer.closed).code).toBe(CLOSE_CODES.badCommand.code);
  });

  it('closes with 1009 when a command is over 64 kB', async () => {
    const viewer = await viewerOf();
    viewer.ws.send('x'.repeat(65_537));
    expect((await viewer.closed).code).toBe(CLOSE_CODES.tooLarge.code);
    expect(running.gateway.stats().closes).toEqual({ tooLarge: 1 });
  });

  it('closes with 4429 when commands come faster than allowed', async () => {
    const viewer = await viewerOf({ settings: { commandsPerSecond: 3 } });
    for (let i = 0; i < 4; i++) viewer.send({ type: 'present' });
    expect((await viewer.closed).code).toBe(CLOSE_CODES.tooMany.code);
  });

  it('lets a second pass between bursts, and weighs acks as a tenth', async () => {
    const viewer = await viewerOf({ settings: { commandsPerSecond: 3 } });
    for (let round = 0; round < 3; round++) {
      for (let i = 0; i < 19; i++)
        viewer.send({ type: 'ack', channel: 1, sequence: i });
      viewer.send({ type: 'unsubscribe', sub: 9 });
      await viewer.next('error');
      running.clock.advance(1_000);
    }
    expect(running.gateway.stats().closes).toEqual({});
  });

  it('closes with 4408 after two heartbeats without an answer', async () => {
    const viewer = await viewerOf();
    // The client library answers pings by itself; this one is made deaf.
    Reflect.set(viewer.ws, '_autoPong', false);
    for (let beat = 0; beat < 2; beat++) {
      const ping = once(viewer.ws, 'ping');
      running.clock.advance(15_000);
      await ping;
    }
    running.clock.advance(15_000);
    expect((await viewer.closed).code).toBe(CLOSE_CODES.silent.code);
  });

  it('keeps a viewer that answers its heartbeats', async () => {
    const viewer = await viewerOf();
    for (let beat = 0; beat < 5; beat++) {
      const ping = once(viewer.ws, 'ping');
      running.clock.advance(15_000);
      await ping;
      // A ping the command of the last round brought is answered like any other.
      viewer.send({ type: 'unsubscribe', sub: 9 });
      await viewer.next('error');
      running.clock.advance(15_000);
    }
    expect(running.gateway.stats()).toMatchObject({
      socketsOpen: 1,
      closes: {},
    });
  });

  it('sends the ping of a round with a frame where there is one, and then not again', async () => {
    const viewer = await viewerOf();
    const pings: unknown[] = [];
    viewer.ws.on('ping', ping => pings.push(ping));
    const hear = async () => {
      viewer.send({ type: 'unsubscribe', sub: 9 });
      await viewer.next('error');
    };
    await hear();
    expect(pings).toHaveLength(0);
    running.clock.advance(15_000);
    await hear();
    expect(pings).toHaveLength(2);
    await hear();
    running.clock.advance(15_000);
    await hear();
    expect(pings).toHaveLength(3);
  });

  it('gives a viewer two whole rounds to answer a ping that came with a frame', async () => {
    const viewer = await viewerOf();
    running.clock.advance(15_000);
    viewer.send({ type: 'unsubscribe', sub: 9 });
    await viewer.next('error');
    Reflect.set(viewer.ws, '_autoPong', false);
    running.clock.advance(15_000);
    viewer.send({ type: 'unsubscribe', sub: 9 });
    await viewer.next('error');
    running.clock.advance(30_000);
    expect(running.gateway.stats().closes).toEqual({});
    running.clock.advance(15_000);
    expect((await viewer.closed).code).toBe(CLOSE_CODES.silent.code);
  });

  it('closes with 4402 when the sign-in expires', async () => {
    const clock = new ManualClock();
    const auth = expiringAuth(() => new Date(clock.now() + 5_000));
    const viewer = await viewerOf({ clock, auth });
    clock.advance(5_000);
    expect((await viewer.closed).code).toBe(
      CLOSE_CODES.credentialsExpired.code,
    );
  });

  it('goes on after a renewal by the same user, and says the new end', async () => {
    const clock = new ManualClock();
    const auth = expiringAuth(() => new Date(clock.now() + 5_000));
    const viewer = await viewerOf({ clock, auth });
    viewer.subscribe(1);
    await viewer.next('subscribed');
    clock.advance(4_000);
    viewer.send({ type: 'renew', ticket: await running.ticket() });
    expect((await viewer.next('hello')).expiresAtMs).toBe(clock.now() + 5_000);
    clock.advance(4_000);
    running.hub.publish(Buffer.from('still here'));
    await viewer.nextBatches(1);
    clock.advance(1_000);
    expect((await viewer.closed).code).toBe(
      CLOSE_CODES.credentialsExpired.code,
    );
  });

  it('closes with 4403 on a renewal for somebody else', async () => {
    const viewer = await viewerOf();
    const ticket = await running.ticket('user:default/mallory');
    viewer.send({ type: 'renew', ticket });
    expect((await viewer.closed).code).toBe(CLOSE_CODES.forbidden.code);
  });

  it('closes with 4401 on a renewal with a used ticket', async () => {
    running = await startGateway();
    const ticket = await running.ticket();
    await running.try(ticket);
    const viewer = await running.viewer();
    viewer.send({ type: 'renew', ticket });
    expect((await viewer.closed).code).toBe(CLOSE_CODES.unauthenticated.code);
  });

  it('closes with 4504 at the longest lifetime, whatever the viewer does', async () => {
    const lifetimeMs = 60_000;
    const viewer = await viewerOf({
      settings: { lifetimeMs, heartbeatMs: FOREVER_MS },
    });
    running.clock.advance(lifetimeMs - 1);
    viewer.send({ type: 'unsubscribe', sub: 9 });
    await viewer.next('error');
    running.clock.advance(1);
    expect((await viewer.closed).code).toBe(CLOSE_CODES.lifetime.code);
  });

  it('closes with 4500 when a command meets a fault of ours', async () => {
    const viewer = await viewerOf();
    viewer.subscribe(1);
    await viewer.next('subscribed');
    running.hub.open[0].signals.on('resume now', () => {
      throw new Error('broken hub');
    });
    viewer.send({ type: 'resume', sub: 1, from: 'now' });
    expect((await viewer.closed).code).toBe(CLOSE_CODES.internal.code);
    expect(running.hub.open).toEqual([]);
  });

  it('gives back streams and places when the viewer just goes', async () => {
    const viewer = await viewerOf();
    viewer.subscribe(1);
    await viewer.next('subscribed');
    const closing = running.hub.open[0].next('close');
    viewer.ws.terminate();
    await closing;
    expect(running.gateway.stats()).toMatchObject({
      streamsOpen: 0,
      closes: {},
    });
    expect(running.audit.at(-1)).toMatchObject({
      kind: 'stopped',
      because: 'disconnected',
      userRef: OLIVIA,
    });
  });
});
