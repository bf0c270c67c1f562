import type { Command } from '@backstage-realtime/plugin-realtime-common';
import { RealtimeError } from '@backstage-realtime/plugin-realtime-common';
import {
  OLIVIA,
  startGateway,
  type RunningGateway,
  type StartOptions,
} from './testUtils/startGateway';
import type { TestViewer } from './testUtils/TestViewer';

const FOREVER_MS = 10 * 60 * 60_000;
const MASK = {
  policy: 'personal',
  paths: ['user.email'],
  headers: ['authorization'],
  maskKey: true,
};

describe('Gateway streams', () => {
  let running: RunningGateway;

  afterEach(async () => running[Symbol.asyncDispose]());

  async function viewerOf(options: StartOptions = {}): Promise<TestViewer> {
    const settings = { heartbeatMs: FOREVER_MS, ...options.settings };
    running = await startGateway({ ...options, settings });
    return running.viewer();
  }

  async function live(
    options: StartOptions = {},
    more: Partial<Extract<Command, { type: 'subscribe' }>> = {},
  ): Promise<TestViewer> {
    const viewer = await viewerOf(options);
    viewer.subscribe(1, more);
    await viewer.next('subscribed');
    return viewer;
  }

  describe('opening', () => {
    it('asks for access as the caller and tells a refusal with its code', async () => {
      const viewer = await viewerOf();
      running.access.deny = () => 'realtime.stream.not-allowed';
      viewer.subscribe(3);
      expect(await viewer.next('error')).toMatchObject({
        sub: 3,
        code: 'realtime.stream.not-allowed',
        isRetriable: false,
      });
      expect(running.access.asked).toMatchObject([
        { userRef: OLIVIA, wants: 'records', unmask: false },
      ]);
      expect(running.hub.subscriptions).toEqual([]);
      expect(running.audit).toMatchObject([
        { kind: 'refused', code: 'realtime.stream.not-allowed' },
      ]);
    });

    it('tells the viewer what is masked', async () => {
      const viewer = await viewerOf();
      running.access.mask = MASK;
      viewer.subscribe(1);
      expect((await viewer.next('subscribed')).mask).toEqual({
        policy: 'personal',
        paths: ['user.email'],
        headers: ['authorization'],
      });
      expect(running.hub.open[0].request.projector.id).toBe('local personal');
    });

    it('needs the right to records for counts with a filter, which sees contents', async () => {
      await live(
        {},
        {
          mode: 'counts',
          filter: { clauses: [{ in: 'any', op: 'contains', text: 'secret' }] },
        },
      );
      expect(running.access.asked).toMatchObject([{ wants: 'records' }]);
    });

    it('unmasks nobody for counts', async () => {
      await live({}, { mode: 'counts', unmask: true });
      expect(running.access.asked).toMatchObject([
        { wants: 'counts', unmask: false },
      ]);
    });

    it('refuses a number that is in use', async () => {
      const viewer = await live();
      viewer.subscribe(1);
      expect(await viewer.next('error')).toMatchObject({
        sub: 1,
        code: 'realtime.command.malformed',
        message: expect.stringContaining('already open'),
      });
      expect(running.hub.open).toHaveLength(1);
    });

    it('says a fault of the hub without its details', async () => {
      const viewer = await viewerOf();
      running.hub.subscribe = () => {
        throw new Error('10.0.0.1:9092 refused');
      };
      viewer.subscribe(1);
      const error = await viewer.next('error');
      expect(error).toMatchObject({ sub: 1, code: 'realtime.internal' });
      expect(error.message).not.toContain('10.0.0.1');
      expect(running.gateway.stats().streamsOpen).toBe(0);
    });

    it('passes on the code of a known fault', async () => {
      const viewer = await viewerOf();
      running.access.fault = new RealtimeError(
        'realtime.kafka.unreachable',
        'No broker of local answers. Try again',
        { isRetriable: true },
      );
      viewer.subscribe(1);
      expect(await viewer.next('error')).toMatchObject({
        code: 'realtime.kafka.unreachable',
        isRetriable: true,
      });
    });

    it('opens nothing when the viewer unsubscribed meanwhile', async () => {
      const viewer = await viewerOf();
      viewer.subscribe(1);
      viewer.send({ type: 'unsubscribe', sub: 1 });
      viewer.subscribe(2);
      await viewer.next('subscribed');
      expect(running.gateway.stats().streamsOpen).toBe(running.hub.open.length);
      expect(
        running.hub.open.map(({ sink }) => Reflect.get(sink, 'sub')),
      ).toEqual([2]);
    });
  });

  describe('budgets', () => {
    it('refuses the fourth stream with the numbers and what is watched', async () => {
      const viewer = await viewerOf();
      for (const sub of [1, 2, 3]) {
        viewer.subscribe(sub, { stream: `kafka:local/topic_${sub}` });
        await viewer.next('subscribed');
      }
      viewer.subscribe(4);
      const { message, code } = await viewer.next('error');
      expect(code).toBe('realtime.stream.over-budget');
      expect(message).toContain('3 of 3 streams');
      expect(message).toContain(
        'kafka:local/topic_2 of component:default/ping-pong',
      );
      viewer.send({ type: 'unsubscribe', sub: 2 });
      viewer.subscribe(4);
      expect(await viewer.next('subscribed')).toMatchObject({ sub: 4 });
    });

    it('counts a user over all tabs', async () => {
      const viewer = await live({ settings: { streamsPerUser: 1 } });
      const other = await running.viewer();
      other.subscribe(1);
      expect((await other.next('error')).message).toContain('1 of 1 streams');
      viewer.ws.close();
      await viewer.closed;
      other.subscribe(1);
      await other.next('subscribed');
    });

    it.each([
      [
        'entity',
        { streamsPerEntity: 1 },
        '1 of 1 streams of component:default/ping-pong',
      ],
      ['process', { streamsPerProcess: 1 }, '1 of 1 streams of this server'],
    ])(
      'limits streams per %s without naming other users',
      async (_, settings, text) => {
        await live({ settings });
        const other = await running.viewer('user:default/dan');
        other.subscribe(1);
        const { message } = await other.next('error');
        expect(message).toContain(text);
        expect(message).not.toContain(OLIVIA);
      },
    );

    it('answers 10,000 subscribes with refusals and asks for access three times only', async () => {
      const viewer = await viewerOf({
        settings: { commandsPerSecond: 20_000 },
      });
      for (let sub = 1; sub <= 10_000; sub++) viewer.subscribe(sub);
      for (let refused = 0; refused < 9_997; refused++)
        await viewer.next('error');
      expect(running.access.asked).toHaveLength(3);
      expect(running.gateway.stats()).toMatchObject({
        streamsOpen: 3,
        streamsRefused: 9_997,
      });
    });

    it('cuts a flood of subscribes at the usual rate with 4429', async () => {
      const viewer = await viewerOf();
      for (let sub = 1; sub <= 10_000; sub++) viewer.subscribe(sub);
      expect((await viewer.closed).code).toBe(4429);
      expect(running.hub.open).toEqual([]);
    });
  });

  describe('while open', () => {
    it('passes acks, pause and resume on to the right subscription', async () => {
      const viewer = await live();
      viewer.subscribe(2);
      await viewer.next('subscribed');
      const [first, second] = running.hub.open;
      viewer.send({ type: 'ack', channel: 2, sequence: 8 });
      viewer.send({ type: 'pause', sub: 1 });
      viewer.send({ type: 'resume', sub: 1, from: 'now' });
      await first.next('resume now');
      expect(first.events).toEqual(['pause viewer', 'resume now']);
      expect(second.acks).toEqual([8]);
    });

    it('refuses commands for a subscription that is not open', async () => {
      const viewer = await viewerOf();
      viewer.send({ type: 'pause', sub: 44 });
      expect(await viewer.next('error')).toMatchObject({
        sub: 44,
        code: 'realtime.command.unknown-sub',
      });
    });

    it('gives its place back when the source ends the stream', async () => {
      const viewer = await live();
      running.hub.open[0].sink.sendFrame({
        type: 'end',
        code: 'realtime.kafka.topic-not-found',
        reason: 'gone',
      });
      expect(await viewer.next('end')).toMatchObject({
        sub: 1,
        reason: 'gone',
      });
      expect(running.gateway.stats().streamsOpen).toBe(0);
      expect(running.audit.at(-1)).toMatchObject({
        because: 'ended-by-source',
      });
    });

    it('authorises anew when counts become records', async () => {
      const viewer = await live({}, { mode: 'counts' });
      running.access.deny = ({ wants }) =>
        wants === 'records' ? 'realtime.stream.forbidden' : undefined;
      viewer.send({ type: 'mode', sub: 1, mode: 'records' });
      expect(await viewer.next('error')).toMatchObject({
        sub: 1,
        code: 'realtime.stream.forbidden',
      });
      expect(running.hub.open[0].events).toEqual([]);
      running.access.deny = () => undefined;
      viewer.send({ type: 'mode', sub: 1, mode: 'records' });
      await running.hub.open[0].next('mode records');
      expect(running.audit.map(({ kind, mode }) => [kind, mode])).toEqual([
        ['started', 'counts'],
        ['mode-changed', 'records'],
      ]);
    });

    it('keeps the last wish when modes change quickly', async () => {
      const viewer = await live({}, { mode: 'counts' });
      viewer.send({ type: 'mode', sub: 1, mode: 'records' });
      viewer.send({ type: 'mode', sub: 1, mode: 'counts' });
      viewer.send({ type: 'pause', sub: 1 });
      await viewer.next('status');
      await viewer.next('status');
      expect(running.hub.open[0].events).toEqual(['pause viewer']);
    });

    it('does not hand unmasked records to a stream opened for counts', async () => {
      const viewer = await viewerOf();
      running.access.mask = MASK;
      viewer.subscribe(1, { mode: 'counts', unmask: true });
      await viewer.next('subscribed');
      viewer.send({ type: 'mode', sub: 1, mode: 'records' });
      expect((await viewer.next('error')).message).toContain('Open it again');
      expect(running.hub.open[0].events).toEqual([]);
    });

    it('checks access again in time and ends the stream when it was withdrawn', async () => {
      const viewer = await live();
      running.access.deny = () => 'realtime.stream.forbidden';
      running.clock.advance(60_000);
      expect(await viewer.next('end')).toMatchObject({
        sub: 1,
        code: 'realtime.stream.forbidden',
      });
      expect(running.hub.open).toEqual([]);
      expect(running.audit.at(-1)).toMatchObject({
        because: 'access-withdrawn',
      });
      expect(running.gateway.stats()).toMatchObject({
        socketsOpen: 1,
        streamsOpen: 0,
      });
    });

    it('ends the stream when its mask changed', async () => {
      const viewer = await live();
      running.access.mask = MASK;
      running.clock.advance(60_000);
      expect((await viewer.next('end')).reason).toContain('Open it again');
    });

    it('forgives one check that could not be made, and not the second', async () => {
      const viewer = await live();
      running.access.fault = new Error('catalog restarts');
      running.clock.advance(60_000);
      // Answered after the check, which only waits for settled promises.
      viewer.send({ type: 'unsubscribe', sub: 9 });
      await viewer.next('error');
      expect(running.hub.open).toHaveLength(1);
      running.clock.advance(60_000);
      expect(await viewer.next('error')).toMatchObject({
        sub: 1,
        code: 'realtime.internal',
      });
      expect(running.hub.open).toEqual([]);
    });

    it('pauses every stream when nobody used the page; acks do not count as use', async () => {
      const viewer = await live({ settings: { idleMs: 10_000 } });
      running.clock.advance(6_000);
      const acked = running.hub.open[0].next('ack');
      viewer.send({ type: 'ack', channel: 1, sequence: 1 });
      await acked;
      running.clock.advance(4_000);
      expect(running.hub.open[0].events).toEqual(['ack', 'pause idle']);
    });

    it('stays awake while the viewer says it is present', async () => {
      const viewer = await live({ settings: { idleMs: 10_000 } });
      running.clock.advance(6_000);
      viewer.send({ type: 'present' });
      viewer.send({ type: 'unsubscribe', sub: 9 });
      await viewer.next('error');
      running.clock.advance(9_000);
      expect(running.hub.open[0].events).toEqual([]);
    });

    it('says who watched what, from start to stop, with the counts', async () => {
      const viewer = await live({}, { unmask: true });
      running.hub.publish(Buffer.from('x'));
      const closing = running.hub.open[0].next('close');
      viewer.send({ type: 'unsubscribe', sub: 1 });
      await closing;
      const facts = {
        userRef: OLIVIA,
        entityRef: 'component:default/ping-pong',
        stream: 'kafka:local/pong_topic',
        mode: 'records',
        unmask: true,
        transport: 'websocket',
      };
      await viewer.nextBatches(1);
      expect(running.audit).toMatchObject([
        { kind: 'started', ...facts },
        {
          kind: 'stopped',
          because: 'unsubscribed',
          summary: { delivered: 1 },
          ...facts,
        },
      ]);
    });
  });
});
