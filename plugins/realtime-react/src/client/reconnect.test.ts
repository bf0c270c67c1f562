/** @jest-environment node */
import { QUIET_STATS_SECONDS } from '@backstage-realtime/plugin-realtime-common';
import type { RecordStream } from '../store/RecordStream';
import { readValue } from '../decoding/readValue';
import { FakeLog } from '../testUtils/FakeLog';
import { someOptions, startClient } from '../testUtils/startClient';
import { until } from '../testUtils/until';

function shownValues(stream: RecordStream): string[] {
  const { rows } = stream.getSnapshot();
  return Array.from({ length: rows.length }, (_, i) => {
    const row = rows.at(rows.length - 1 - i);
    const value = row?.kind === 'record' ? readValue(row.record) : undefined;
    return value?.kind === 'json' ? value.text : `${row?.kind}`;
  });
}

describe('a connection that is cut', () => {
  it('loses no record and shows none twice when it resumes', async () => {
    await using started = await startClient();
    const { gateway, client, clock } = started;
    const log = new FakeLog(2);
    const stream = client.open(someOptions());

    const first = await gateway.viewers.next();
    log.serve(first);
    log.append(3);
    await until(stream, ({ rows }) => rows.length === 6);

    log.cut(first);
    log.append(4);
    const { connection } = await until(
      stream,
      s => s.connection.state === 'waiting',
    );
    expect(connection).toMatchObject({
      tries: 1,
      reason: 'the connection was cut',
    });
    clock.advance(1_000);

    const second = await gateway.viewers.next();
    log.serve(second);
    log.append(1);
    await until(stream, ({ rows }) => rows.length >= 16);

    const values = shownValues(stream);
    expect(new Set(values).size).toBe(16);
    expect(values).toHaveLength(16);
    expect(values.filter(value => value.startsWith('"1-'))).toEqual(
      Array.from({ length: 8 }, (_, offset) => `"1-${offset}"`),
    );
    expect(gateway.tickets).toBe(2);
    stream.close();
  });

  it('drops records that a server sends again', async () => {
    await using started = await startClient();
    const { gateway, client, clock } = started;
    const log = new FakeLog(1);
    const stream = client.open(someOptions());
    const first = await gateway.viewers.next();
    log.serve(first);
    log.append(3);
    await until(stream, ({ rows }) => rows.length === 3);
    log.cut(first);
    await until(stream, s => s.connection.state === 'waiting');
    clock.advance(1_000);

    const second = await gateway.viewers.next();
    const subscribe = await second.next('subscribe');
    expect(subscribe.from).toEqual({ at: 'resume', position: 'epoch-1;0:3' });
    const replaying = new FakeLog(1);
    replaying.append(5);
    second.onCommand = undefined;
    second.take({ ...subscribe, from: { at: 'earliest' } });
    replaying.serve(second);
    await until(stream, ({ rows }) => rows.length >= 5);
    expect(shownValues(stream)).toEqual([
      '"0-0"',
      '"0-1"',
      '"0-2"',
      '"0-3"',
      '"0-4"',
    ]);
    stream.close();
  });

  it.each([
    {
      code: 4403,
      expected: {
        state: 'closed',
        code: 'realtime.stream.forbidden',
        reason: 'access was withdrawn',
      },
    },
    {
      code: 4400,
      expected: { state: 'closed', code: 'realtime.command.malformed' },
    },
    {
      code: 4402,
      expected: { state: 'waiting', reason: 'the sign-in expired' },
    },
    {
      code: 1001,
      expected: { state: 'waiting', reason: 'server is shutting down' },
    },
    { code: 1011, expected: { state: 'waiting' } },
  ])(
    'is $expected.state after close code $code',
    async ({ code, expected }) => {
      await using started = await startClient();
      const { gateway, client } = started;
      const stream = client.open(someOptions());
      const viewer = await gateway.viewers.next();
      await until(stream, s => s.connection.state === 'open');
      viewer.close(code);
      const { connection } = await until(
        stream,
        s => s.connection.state !== 'open',
      );
      expect(connection).toMatchObject(expected);
      stream.close();
    },
  );

  it('makes no further try after 4403 until it is asked to', async () => {
    await using started = await startClient();
    const { gateway, client, clock } = started;
    const stream = client.open(someOptions());
    (await gateway.viewers.next()).close(4403);
    await until(stream, s => s.connection.state === 'closed');
    clock.advance(600_000);
    expect(gateway.tickets).toBe(1);
    stream.retry();
    await (await gateway.viewers.next()).next('subscribe');
    expect(gateway.tickets).toBe(2);
    stream.close();
  });

  it('stops when the ticket is refused and says what the server said', async () => {
    await using started = await startClient({ ticketStatus: 403 });
    const stream = started.client.open(someOptions());
    const { connection } = await until(
      stream,
      s => s.connection.state === 'closed',
    );
    expect(connection).toMatchObject({
      code: 'realtime.stream.forbidden',
      reason: 'refused with 403',
    });
    stream.close();
  });

  it('waits longer after each failed try, and not longer than 30 s', async () => {
    await using started = await startClient({ ticketStatus: 503 });
    const { client, clock } = started;
    const stream = client.open(someOptions());
    const waits: number[] = [];
    for (let tries = 1; tries <= 9; tries++) {
      const { connection } = await until(
        stream,
        s => s.connection.state === 'waiting' && s.connection.tries === tries,
      );
      if (connection.state !== 'waiting') throw new Error('not waiting');
      waits.push(connection.nextTryAtMs - connection.sinceMs);
      clock.advance(waits[waits.length - 1]);
    }
    expect(waits).toEqual([
      750, 1_250, 2_250, 4_250, 8_250, 15_250, 15_250, 15_250, 15_250,
    ]);
    stream.close();
  });
});

describe('a connection that is silent', () => {
  it('is stale after two and a half heartbeats and replaced one heartbeat later', async () => {
    await using started = await startClient({ heartbeatMs: 20_000 });
    const { gateway, client, clock } = started;
    const log = new FakeLog(1);
    const stream = client.open(someOptions());
    const viewer = await gateway.viewers.next();
    log.serve(viewer);
    log.append(1);
    await until(stream, ({ rows }) => rows.length === 1);

    clock.advance(50_000);
    const { connection } = await until(
      stream,
      s => s.connection.state === 'stale',
    );
    expect(connection).toMatchObject({ lastFrameAtMs: clock.now() - 50_000 });
    clock.advance(20_000);
    await until(stream, s => s.connection.state === 'waiting');
    expect(await viewer.ended.next()).toBe(1000);
    stream.close();
  });

  it('is open again when a frame comes after all', async () => {
    await using started = await startClient({ heartbeatMs: 20_000 });
    const { gateway, client, clock } = started;
    const log = new FakeLog(1);
    const stream = client.open(someOptions());
    log.serve(await gateway.viewers.next());
    log.append(1);
    await until(stream, ({ rows }) => rows.length === 1);
    clock.advance(52_000);
    await until(stream, s => s.connection.state === 'stale');
    log.sendStats();
    const { rows } = await until(stream, s => s.connection.state === 'open');
    expect(rows.length).toBe(1);
    stream.close();
  });
});

describe('a connection with a short heartbeat', () => {
  it('waits for two and a half quiet intervals, in which a live server may have nothing to say', async () => {
    await using started = await startClient({ heartbeatMs: 2_000 });
    const { gateway, client, clock } = started;
    const log = new FakeLog(1);
    const stream = client.open(someOptions());
    log.serve(await gateway.viewers.next());
    log.append(1);
    await until(stream, ({ rows }) => rows.length === 1);
    const limitMs = 2.5 * QUIET_STATS_SECONDS * 1_000;
    clock.advance(limitMs - 1);
    expect(stream.getSnapshot().connection.state).toBe('open');
    clock.advance(1);
    await until(stream, s => s.connection.state === 'stale');
    stream.close();
  });
});

describe('a connection that gets something else than our protocol', () => {
  it.each([
    [
      'text that is not JSON',
      (send: { text: (t: string) => void }) => send.text('<html>'),
    ],
    [
      'a frame without its fields',
      (send: { text: (t: string) => void }) =>
        send.text('{"type":"stats","sub":1}'),
    ],
    [
      'bytes that are no batch',
      (send: { bytes: (b: Uint8Array) => void }) =>
        send.bytes(new Uint8Array(60)),
    ],
  ])('reports a protocol error for %s and tries again', async (_, garble) => {
    await using started = await startClient();
    const { gateway, client, clock } = started;
    const stream = client.open(someOptions());
    const viewer = await gateway.viewers.next();
    await until(stream, s => s.connection.state === 'open');
    garble({ text: t => viewer.sendText(t), bytes: b => viewer.sendBatch(b) });
    const { connection } = await until(
      stream,
      s => s.connection.state === 'waiting',
    );
    expect(connection).toMatchObject({
      reason: expect.stringContaining('protocol error'),
    });
    clock.advance(1_000);
    await gateway.viewers.next();
    stream.close();
  });

  it('takes no notice of a frame of a type it does not know', async () => {
    await using started = await startClient();
    const { gateway, client } = started;
    const log = new FakeLog(1);
    const stream = client.open(someOptions());
    const viewer = await gateway.viewers.next();
    viewer.sendText('{"type":"weather","sub":1}');
    log.serve(viewer);
    log.append(1);
    const { connection } = await until(stream, ({ rows }) => rows.length === 1);
    expect(connection.state).toBe('open');
    stream.close();
  });
});
