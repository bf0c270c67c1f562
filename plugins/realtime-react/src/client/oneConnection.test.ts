/** @jest-environment node */
import type { Command } from '@backstage-realtime/plugin-realtime-common';
import type { FakeViewer } from '../testUtils/FakeViewer';
import { FakeLog } from '../testUtils/FakeLog';
import { aStatsFrame } from '../testUtils/frames';
import { someOptions, startClient } from '../testUtils/startClient';
import { TestScheduler } from '../testUtils/TestScheduler';
import { until } from '../testUtils/until';

describe('the one connection of a tab', () => {
  it('carries all streams over one socket, opened with the first and closed some seconds after the last', async () => {
    await using started = await startClient();
    const { gateway, client, clock } = started;
    expect(gateway.tickets).toBe(0);
    const log = new FakeLog(1);
    const one = client.open(someOptions());
    const viewer = await gateway.viewers.next();
    log.serve(viewer);
    await until(one, s => s.connection.state === 'open');
    const two = client.open(someOptions({ stream: 'kafka:local/ping_topic' }));
    log.append(2);
    await Promise.all(
      [one, two].map(stream => until(stream, ({ rows }) => rows.length === 2)),
    );
    one.close();
    expect(await viewer.next('unsubscribe')).toEqual({
      type: 'unsubscribe',
      sub: 1,
    });
    two.close();
    const three = client.open(someOptions());
    clock.advance(10_000);
    three.close();
    clock.advance(4_999);
    expect(viewer.ended.rest).toHaveLength(0);
    clock.advance(1);
    expect(await viewer.ended.next()).toBe(1000);
    expect(gateway.tickets).toBe(1);
    expect(clock.pending).toBe(0);
  });

  it('opens no socket for a stream that is closed before its ticket is there, after it lingered', async () => {
    await using started = await startClient();
    const { gateway, client, clock } = started;
    client.open(someOptions()).close();
    clock.advance(5_000);
    expect(clock.pending).toBe(0);
    expect(gateway.viewers.rest).toHaveLength(0);
  });

  it('renews its sign-in a minute before the end over the same socket', async () => {
    await using started = await startClient({ lifetimeMs: 600_000 });
    const { gateway, client, clock } = started;
    const stream = client.open(someOptions());
    const viewer = await gateway.viewers.next();
    await until(stream, s => s.connection.state === 'open');
    clock.advance(538_000);
    expect(gateway.tickets).toBe(1);
    clock.advance(3_000);
    expect(await viewer.next('renew')).toEqual({
      type: 'renew',
      ticket: 'ticket-number-000002',
    });
    expect(stream.getSnapshot().connection.state).toBe('open');
    stream.close();
  });

  it('acknowledges at most once a paint, up to the newest batch', async () => {
    const scheduler = new TestScheduler();
    await using started = await startClient({}, scheduler);
    const { gateway, client } = started;
    const log = new FakeLog(1);
    const stream = client.open(someOptions());
    const viewer = await gateway.viewers.next();
    const heard = listen(viewer);
    log.serve(viewer);
    await viewer.next('subscribe');
    for (let i = 0; i < 20; i++) log.append(1);
    let paints = 0;
    while (stream.getSnapshot().rows.length < 20) {
      await new Promise(resolve => setImmediate(resolve));
      if (scheduler.pending > 0) paints += 1;
      scheduler.paint();
    }
    stream.setMode('counts');
    await viewer.next('mode');
    const acks = heard.filter(({ type }) => type === 'ack');
    expect(acks.at(-1)).toEqual({ type: 'ack', channel: 1, sequence: 20 });
    expect(acks.length).toBeLessThanOrEqual(paints);
    stream.close();
  });

  it('tells the server that somebody is there, at most once a minute', async () => {
    await using started = await startClient();
    const { gateway, client, clock, scheduler } = started;
    const stream = client.open(someOptions());
    const viewer = await gateway.viewers.next();
    const heard = listen(viewer);
    await until(stream, s => s.connection.state === 'open');
    for (let i = 0; i < 5; i++) scheduler.use();
    clock.advance(59_999);
    scheduler.use();
    stream.pause();
    await viewer.next('pause');
    expect(heard.filter(({ type }) => type === 'present')).toHaveLength(1);
    clock.advance(1);
    scheduler.use();
    await viewer.next('present');
    stream.close();
  });

  it('draws the gap itself when the socket that counted hidden records is gone', async () => {
    await using started = await startClient();
    const { gateway, client, clock, scheduler } = started;
    const log = new FakeLog(1);
    const stream = client.open(someOptions());
    const first = await gateway.viewers.next();
    log.serve(first);
    log.append(2);
    await until(stream, ({ rows }) => rows.length === 2);
    scheduler.setHidden(true);
    await first.next('mode');
    first.send(
      aStatsFrame({
        seen: 9,
        delivered: 2,
        gaps: { hidden: 7 },
        resume: 'epoch-1;0:9',
      }),
    );
    await until(stream, s => s.stats?.seen === 9);
    log.cut(first);
    await until(stream, s => s.connection.state === 'waiting');
    clock.advance(1_000);
    const second = await gateway.viewers.next();
    expect(await second.next('subscribe')).toMatchObject({
      mode: 'counts',
      from: { at: 'resume', position: 'epoch-1;0:9' },
    });
    const { rows } = await until(stream, s => s.rows.length === 3);
    expect(rows.at(0)).toMatchObject({
      kind: 'gap',
      gap: {
        reason: 'hidden',
        partition: 0,
        firstOffset: '2',
        lastOffset: '8',
      },
    });
    stream.close();
  });
});

/** Every command from now on, also those a test does not wait for. */
function listen(viewer: FakeViewer): Command[] {
  const heard: Command[] = [];
  viewer.heard = command => heard.push(command);
  return heard;
}
