import { OLIVIA } from './testUtils/startGateway';
import { PERSONAL_MASK, useGateway } from './testUtils/useGateway';

describe('Gateway with an open stream', () => {
  const { running, viewerOf, live } = useGateway();

  it('passes acks, pause and resume on to the right subscription', async () => {
    const viewer = await live();
    viewer.subscribe(2);
    await viewer.next('subscribed');
    const [first, second] = running().hub.open;
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
    running().hub.open[0].sink.sendFrame({
      type: 'end',
      code: 'realtime.kafka.topic-not-found',
      reason: 'gone',
    });
    expect(await viewer.next('end')).toMatchObject({
      sub: 1,
      reason: 'gone',
    });
    expect(running().gateway.stats().streamsOpen).toBe(0);
    expect(running().audit.at(-1)).toMatchObject({
      because: 'ended-by-source',
    });
  });

  it('authorises anew when counts become records', async () => {
    const viewer = await live({}, { mode: 'counts' });
    running().access.deny = ({ wants }) =>
      wants === 'records' ? 'realtime.stream.forbidden' : undefined;
    viewer.send({ type: 'mode', sub: 1, mode: 'records' });
    expect(await viewer.next('error')).toMatchObject({
      sub: 1,
      code: 'realtime.stream.forbidden',
    });
    expect(running().hub.open[0].events).toEqual([]);
    running().access.deny = () => undefined;
    viewer.send({ type: 'mode', sub: 1, mode: 'records' });
    await running().hub.open[0].next('mode records');
    expect(running().audit.map(({ kind, mode }) => [kind, mode])).toEqual([
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
    expect(running().hub.open[0].events).toEqual(['pause viewer']);
  });

  it('does not hand unmasked records to a stream opened for counts', async () => {
    const viewer = await viewerOf();
    running().access.mask = PERSONAL_MASK;
    viewer.subscribe(1, { mode: 'counts', unmask: true });
    await viewer.next('subscribed');
    viewer.send({ type: 'mode', sub: 1, mode: 'records' });
    expect((await viewer.next('error')).message).toContain('Open it again');
    expect(running().hub.open[0].events).toEqual([]);
  });

  it('checks access again in time and ends the stream when it was withdrawn', async () => {
    const viewer = await live();
    running().access.deny = () => 'realtime.stream.forbidden';
    running().clock.advance(60_000);
    expect(await viewer.next('end')).toMatchObject({
      sub: 1,
      code: 'realtime.stream.forbidden',
    });
    expect(running().hub.open).toEqual([]);
    expect(running().audit.at(-1)).toMatchObject({
      because: 'access-withdrawn',
    });
    expect(running().gateway.stats()).toMatchObject({
      socketsOpen: 1,
      streamsOpen: 0,
    });
  });

  it('ends the stream when its mask changed', async () => {
    const viewer = await live();
    running().access.mask = PERSONAL_MASK;
    running().clock.advance(60_000);
    expect((await viewer.next('end')).reason).toContain('Open it again');
  });

  it('forgives one check that could not be made, and not the second', async () => {
    const viewer = await live();
    running().access.fault = new Error('catalog restarts');
    running().clock.advance(60_000);
    // Answered after the check, which only waits for settled promises.
    viewer.send({ type: 'unsubscribe', sub: 9 });
    await viewer.next('error');
    expect(running().hub.open).toHaveLength(1);
    running().clock.advance(60_000);
    expect(await viewer.next('error')).toMatchObject({
      sub: 1,
      code: 'realtime.internal',
    });
    expect(running().hub.open).toEqual([]);
  });

  it('pauses every stream when nobody used the page; acks do not count as use', async () => {
    const viewer = await live({ settings: { idleMs: 10_000 } });
    running().clock.advance(6_000);
    const acked = running().hub.open[0].next('ack');
    viewer.send({ type: 'ack', channel: 1, sequence: 1 });
    await acked;
    running().clock.advance(4_000);
    expect(running().hub.open[0].events).toEqual(['ack', 'pause idle']);
  });

  it('stays awake while the viewer says it is present', async () => {
    const viewer = await live({ settings: { idleMs: 10_000 } });
    running().clock.advance(6_000);
    viewer.send({ type: 'present' });
    viewer.send({ type: 'unsubscribe', sub: 9 });
    await viewer.next('error');
    running().clock.advance(9_000);
    expect(running().hub.open[0].events).toEqual([]);
  });

  it('says who watched what, from start to stop, with the counts', async () => {
    const viewer = await live({}, { unmask: true });
    running().hub.publish(Buffer.from('x'));
    const closing = running().hub.open[0].next('close');
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
    expect(running().audit).toMatchObject([
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
