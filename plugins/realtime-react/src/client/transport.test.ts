/** @jest-environment node */
import { CLOSE_CODES } from '@backstage-realtime/plugin-realtime-common';
import { FakeLog } from '../testUtils/FakeLog';
import { someOptions, startClient } from '../testUtils/startClient';
import type { RecordStream } from '../store/RecordStream';
import type { TestClock } from '../testUtils/TestClock';
import { until } from '../testUtils/until';

describe('where sockets are blocked', () => {
  it('goes on over SSE after two refused sockets, and remembers it for the session', async () => {
    await using started = await startClient({ blocksSockets: true });
    const { gateway, client, clock, storage } = started;
    const log = new FakeLog(1);
    const stream = client.open(someOptions());
    await until(
      stream,
      s => s.connection.state === 'waiting' && s.connection.tries === 1,
    );
    expect(storage.size).toBe(0);
    toNextTry(stream, clock);
    await until(
      stream,
      s => s.connection.state === 'waiting' && s.connection.tries === 2,
    );
    toNextTry(stream, clock);
    const viewer = await gateway.viewers.next();
    expect(viewer.kind).toBe('sse');
    log.serve(viewer);
    log.append(3);
    const { connection } = await until(stream, ({ rows }) => rows.length === 3);
    expect(connection).toMatchObject({ state: 'open', transport: 'sse' });
    expect([...storage.values()]).toEqual(['sse']);
    stream.close();
  });

  it.each([
    { name: 'forbidden' as const, state: 'closed' },
    { name: 'credentialsExpired' as const, state: 'waiting' },
  ])(
    'is $state after the server ended the event stream as $name',
    async ({ name, state }) => {
      await using started = await startClient({ blocksSockets: true });
      const { gateway, client, clock } = started;
      const stream = client.open(someOptions());
      for (let tries = 1; tries <= 2; tries++) {
        await until(
          stream,
          s => s.connection.state === 'waiting' && s.connection.tries === tries,
        );
        toNextTry(stream, clock);
      }
      const viewer = await gateway.viewers.next();
      await until(stream, s => s.connection.state === 'open');
      viewer.close(CLOSE_CODES[name].code);
      const { connection } = await until(
        stream,
        s => s.connection.state === state,
      );
      expect(connection).toMatchObject({ reason: CLOSE_CODES[name].reason });
      stream.close();
    },
  );

  it('goes back to sockets when SSE is refused twice as well', async () => {
    await using started = await startClient({
      blocksSockets: true,
      eventsStatus: 502,
    });
    const { gateway, client, clock, storage } = started;
    const stream = client.open(someOptions());
    for (let tries = 1; tries <= 4; tries++) {
      await until(
        stream,
        s => s.connection.state === 'waiting' && s.connection.tries === tries,
      );
      if (tries === 4) gateway.behaviour.blocksSockets = false;
      toNextTry(stream, clock);
    }
    expect((await gateway.viewers.next()).kind).toBe('websocket');
    expect(storage.size).toBe(0);
    stream.close();
  });

  it('counts a socket that opens and stays mute as refused', async () => {
    await using started = await startClient({ isMute: true });
    const { gateway, client, clock } = started;
    const stream = client.open(someOptions());
    for (let tries = 1; tries <= 2; tries++) {
      const viewer = await gateway.viewers.next();
      expect(viewer.kind).toBe('websocket');
      await viewer.next('subscribe');
      clock.advance(10_000);
      const { connection } = await until(
        stream,
        s => s.connection.state === 'waiting' && s.connection.tries === tries,
      );
      expect(connection).toMatchObject({ reason: 'the server did not greet' });
      toNextTry(stream, clock);
    }
    expect((await gateway.viewers.next()).kind).toBe('sse');
    stream.close();
  });

  it('says a further wish over SSE by a new request that resumes', async () => {
    await using started = await startClient({ blocksSockets: true });
    const { gateway, client, clock } = started;
    const log = new FakeLog(1);
    const stream = client.open(someOptions());
    for (let tries = 1; tries <= 2; tries++) {
      await until(
        stream,
        s => s.connection.state === 'waiting' && s.connection.tries === tries,
      );
      toNextTry(stream, clock);
    }
    const first = await gateway.viewers.next();
    log.serve(first);
    log.append(2);
    await until(stream, ({ rows }) => rows.length === 2);
    stream.pause();
    clock.advance(50);
    const paused = await gateway.viewers.next();
    expect(await paused.next('subscribe')).toMatchObject({
      mode: 'counts',
      from: { at: 'resume', position: 'epoch-1;0:2' },
    });
    stream.resume('buffer');
    await until(
      stream,
      s => s.connection.state === 'connecting' || s.connection.state === 'open',
    );
    clock.advance(50);
    const resumed = await gateway.viewers.next();
    expect(await resumed.next('subscribe')).toMatchObject({
      mode: 'records',
      from: { at: 'resume', position: 'epoch-1;0:2' },
    });
    stream.close();
  });
});

/** Not further, or the bounds of the try itself would pass with it. */
function toNextTry(stream: RecordStream, clock: TestClock): void {
  const { connection } = stream.getSnapshot();
  if (connection.state !== 'waiting') throw new Error(connection.state);
  clock.advance(connection.nextTryAtMs - clock.now());
}
