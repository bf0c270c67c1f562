import { once } from 'node:events';
import { request, type IncomingMessage } from 'node:http';
import { MiddlewareFactory } from '@backstage/backend-defaults/rootHttpRouter';
import { mockCredentials, mockServices } from '@backstage/backend-test-utils';
import type { SubscribeCommand } from '@backstage-realtime/plugin-realtime-common';
import { expiringHttpAuth } from './testUtils/expiringAuth';
import { ManualClock } from './testUtils/ManualClock';
import {
  OLIVIA,
  startGateway,
  type RunningGateway,
  type StartOptions,
} from './testUtils/startGateway';
import { TestEvents } from './testUtils/TestEvents';

const SUBSCRIBE: SubscribeCommand = {
  type: 'subscribe',
  sub: 1,
  entityRef: 'component:default/ping-pong',
  stream: 'kafka:local/pong_topic',
  from: { at: 'latest' },
};

describe('Gateway over events', () => {
  let running: RunningGateway;

  afterEach(async () => running[Symbol.asyncDispose]());

  async function open(
    options: StartOptions = {},
    subscribe: unknown[] = [SUBSCRIBE],
  ): Promise<TestEvents> {
    running = await startGateway(options);
    return again(subscribe);
  }

  async function again(subscribe: unknown[] = [SUBSCRIBE], userRef = OLIVIA) {
    return TestEvents.read(
      await running.post('/v1/events', { subscribe }, userRef),
    );
  }

  it('sends the frames a socket would get, batches as base64', async () => {
    const events = await open();
    expect(await events.frame('hello')).toMatchObject({ protocol: 1 });
    expect(await events.frame('status')).toMatchObject({ sub: 1 });
    expect(await events.frame('subscribed')).toMatchObject({ channel: 1 });
    const bytes = Buffer.from([0, 1, 2, 255]);
    running.hub.publish(bytes);
    const batch = await events.next('batch');
    expect(Buffer.from(batch, 'base64')).toEqual(bytes);
    expect(running.gateway.stats()).toMatchObject({
      eventStreamsOpen: 1,
      connectionsOpen: 1,
      streamsOpen: 1,
    });
  });

  it('passes proxies that buffer or compress, and the compression of the host', async () => {
    const events = await open({
      prepare: app => {
        app.use(hostCompression());
        app.get('/page', (_, response) => response.json('x'.repeat(10_000)));
      },
    });
    const page = await fetch(new URL('/page', running.httpUrl));
    expect(page.headers.get('content-encoding')).toBe('gzip');
    const { headers } = events.response;
    expect(headers.get('content-encoding')).toBeNull();
    expect(headers.get('content-type')).toContain('text/event-stream');
    expect(headers.get('cache-control')).toContain('no-transform');
    expect(headers.get('x-accel-buffering')).toBe('no');
    await events.frame('hello');
    expect(events.comments[0].length).toBeGreaterThan(2_000);
  });

  it('sends a comment every 15 seconds so that nobody closes a silent line', async () => {
    const events = await open();
    await events.frame('subscribed');
    running.clock.advance(15_000);
    expect(await events.nextComment(2)).toBe(' heartbeat');
  });

  it('takes a batch that left the process as acknowledged', async () => {
    const events = await open();
    await events.frame('subscribed');
    const acked = running.hub.open[0].next('ack');
    running.hub.publish(Buffer.from('one'));
    await acked;
    expect(running.hub.open[0].acks).toEqual([1]);
    await events.next('batch');
  });

  it('hands the resume position of a new request to the hub', async () => {
    const from = { at: 'resume', position: 'epoch;0:12' };
    const events = await open({}, [{ ...SUBSCRIBE, from }]);
    await events.frame('subscribed');
    expect(running.hub.open[0].request.from).toEqual(from);
  });

  it('opens several streams in one answer and ends with the last of them', async () => {
    const events = await open({}, [SUBSCRIBE, { ...SUBSCRIBE, sub: 2 }]);
    await events.frame('subscribed');
    await events.frame('subscribed');
    for (const { sink } of running.hub.open) {
      sink.sendFrame({
        type: 'end',
        code: 'realtime.internal',
        reason: 'over',
      });
    }
    expect(JSON.parse(await events.next('close'))).toMatchObject({
      code: 1000,
    });
    await events.ended;
    expect(running.gateway.stats()).toMatchObject({
      eventStreamsOpen: 0,
      connectionsOpen: 0,
      streamsOpen: 0,
    });
  });

  it('tells a refusal as a frame and ends', async () => {
    running = await startGateway();
    running.access.deny = () => 'realtime.stream.not-allowed';
    const events = await again();
    expect(await events.frame('error')).toMatchObject({
      sub: 1,
      code: 'realtime.stream.not-allowed',
    });
    await events.ended;
  });

  it.each([
    ['no subscribe', {}],
    ['no streams', { subscribe: [] }],
    [
      'more streams than a user may have',
      { subscribe: [1, 2, 3, 4].map(sub => ({ ...SUBSCRIBE, sub })) },
    ],
    ['garbage', { subscribe: [{ type: 'subscribe', sub: 'x' }] }],
    ['another command', { subscribe: [{ type: 'present' }] }],
  ])('answers 400 to %s', async (_, body) => {
    running = await startGateway();
    const response = await running.post('/v1/events', body);
    expect(response.status).toBe(400);
    expect(await response.text()).toContain('subscribe');
  });

  it('answers 401 without a sign-in and 403 to a service', async () => {
    running = await startGateway();
    const as = (authorization: string) =>
      fetch(`${running.httpUrl}/v1/events`, {
        method: 'POST',
        headers: { 'Content-Type': 'application/json', authorization },
        body: JSON.stringify({ subscribe: [SUBSCRIBE] }),
      });
    expect((await as(mockCredentials.none.header())).status).toBe(401);
    expect((await as(mockCredentials.service.header())).status).toBe(403);
  });

  it('counts as a connection: 429 for the user, 503 for the process', async () => {
    const events = await open({
      settings: { socketsPerUser: 1, socketsPerProcess: 2 },
    });
    await events.frame('subscribed');
    const refused = await running.post('/v1/events', {
      subscribe: [SUBSCRIBE],
    });
    expect(refused.status).toBe(429);
    expect(await refused.text()).toContain('1 of 1 connections');
    await (await again([SUBSCRIBE], 'user:default/dan')).frame('hello');
    const full = await running.post(
      '/v1/events',
      { subscribe: [SUBSCRIBE] },
      'user:default/eve',
    );
    expect(full.status).toBe(503);
  });

  it('ends with 4402 when the sign-in expires', async () => {
    const clock = new ManualClock();
    const expiresAt = () => new Date(clock.now() + 5_000);
    const events = await open({
      clock,
      httpAuth: expiringHttpAuth(expiresAt),
    });
    await events.frame('subscribed');
    clock.advance(5_000);
    expect(JSON.parse(await events.next('close'))).toMatchObject({
      code: 4402,
    });
    await events.ended;
  });

  it('ends an unused stream, which no command can continue, with its reason', async () => {
    const events = await open({ settings: { idleMs: 10_000 } });
    await events.frame('subscribed');
    running.clock.advance(10_000);
    expect(await events.frame('end')).toMatchObject({
      code: 'realtime.stream.idle',
    });
    await events.ended;
  });

  it('ends a stream whose access was withdrawn', async () => {
    const events = await open();
    await events.frame('subscribed');
    running.access.deny = () => 'realtime.stream.forbidden';
    running.clock.advance(60_000);
    expect(await events.frame('end')).toMatchObject({
      code: 'realtime.stream.forbidden',
    });
    await events.ended;
  });

  it('says 1001 on shutdown', async () => {
    const events = await open();
    await events.frame('subscribed');
    await running.gateway.stop();
    expect(JSON.parse(await events.next('close'))).toMatchObject({
      code: 1001,
    });
    const late = await running.post('/v1/events', { subscribe: [SUBSCRIBE] });
    expect(late.status).toBe(503);
  });

  it('gives everything back when the client goes', async () => {
    const events = await open();
    await events.frame('subscribed');
    const closing = running.hub.open[0].next('close');
    events.cancel();
    await closing;
    expect(running.gateway.stats()).toMatchObject({
      connectionsOpen: 0,
      streamsOpen: 0,
    });
    expect(running.clock.pending).toBe(0);
  });

  it('lets batches wait for a client that does not read, wakes with it, and cuts it in the end', async () => {
    running = await startGateway();
    const response = await openPaused(running);
    const chunk = Buffer.alloc(256 * 1024, 'x');
    const [subscription] = running.hub.open;
    const fill = async () => {
      for (let sent = 0; running.hub.publish(chunk) > 0; sent++) {
        if (sent > 400) throw new Error('the answer never filled up');
        await new Promise(setImmediate);
      }
    };
    await fill();
    expect(subscription.acks.length).toBeLessThan(subscription.delivered);
    const woken = subscription.next('wake');
    response.resume();
    await woken;
    response.pause();
    await fill();
    running.clock.advance(10_000);
    expect(running.gateway.stats().closes).toEqual({ tooSlow: 1 });
    expect(running.hub.open).toEqual([]);
    response.destroy();
  });
});

/** What the backend puts before every plugin. */
function hostCompression() {
  return MiddlewareFactory.create({
    config: mockServices.rootConfig(),
    logger: mockServices.logger.mock(),
  }).compression();
}

/** An answer nobody reads from. */
async function openPaused(running: RunningGateway): Promise<IncomingMessage> {
  const call = request(`${running.httpUrl}/v1/events`, {
    method: 'POST',
    headers: {
      'Content-Type': 'application/json',
      authorization: mockCredentials.user.header(OLIVIA),
    },
    agent: false,
  });
  call.end(JSON.stringify({ subscribe: [SUBSCRIBE] }));
  const [response] = await once(call, 'response');
  response.pause();
  // Sent before the head of the answer arrived here.
  while (running.hub.open.length === 0) await new Promise(setImmediate);
  response.on('error', () => undefined);
  return response;
}
