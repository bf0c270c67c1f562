/** @jest-environment node */
import type { WatchedStream } from '@backstage-realtime/plugin-realtime-common';
import type { RecordStream } from '../store/RecordStream';
import type { FakeViewer } from '../testUtils/FakeViewer';
import { aSubscribedFrame } from '../testUtils/frames';
import { someOptions, startClient } from '../testUtils/startClient';
import { until } from '../testUtils/until';

const OTHER: WatchedStream = {
  entityRef: 'component:default/ping-pong',
  stream: 'kafka:local/ping_topic',
  viewer: 'another-tab',
};

/** Refuses the stream for what its user watches elsewhere, until the page says so. */
async function refuse(viewer: FakeViewer, stream: RecordStream): Promise<void> {
  const { sub, insteadOf } = await viewer.next('subscribe');
  expect(insteadOf).toBeUndefined();
  viewer.send({
    type: 'error',
    sub,
    code: 'realtime.stream.over-budget',
    message: 'you watch 1 of 1',
    isRetriable: true,
    watching: [OTHER],
  });
  const { problem } = await until(stream, s => s.problem !== undefined);
  expect(problem?.watching).toEqual([OTHER]);
}

describe('a stream in the place of another', () => {
  it('names the other with the next try, and with none after the answer', async () => {
    await using started = await startClient();
    const { gateway, client, clock } = started;
    const stream = client.open(someOptions());
    const first = await gateway.viewers.next();
    await refuse(first, stream);

    stream.retry(OTHER);
    const { sub, insteadOf } = await first.next('subscribe');
    expect(insteadOf).toEqual(OTHER);
    first.send(aSubscribedFrame({ sub }));
    await until(stream, s => s.problem === undefined && s.isSeekable);

    first.terminate();
    await until(stream, s => s.connection.state === 'waiting');
    clock.advance(1_000);
    const second = await gateway.viewers.next();
    expect((await second.next('subscribe')).insteadOf).toBeUndefined();
    stream.close();
  });

  it('names it again when the connection was cut before the answer', async () => {
    await using started = await startClient();
    const { gateway, client, clock } = started;
    const stream = client.open(someOptions());
    const first = await gateway.viewers.next();
    await refuse(first, stream);

    stream.retry(OTHER);
    await first.next('subscribe');
    first.terminate();
    await until(stream, s => s.connection.state === 'waiting');
    clock.advance(1_000);
    const second = await gateway.viewers.next();
    expect((await second.next('subscribe')).insteadOf).toEqual(OTHER);
    stream.close();
  });

  it('is told that it was stopped elsewhere, and continues where it stopped when asked to', async () => {
    await using started = await startClient();
    const { gateway, client } = started;
    const stream = client.open(someOptions());
    const viewer = await gateway.viewers.next();
    const { sub } = await viewer.next('subscribe');
    viewer.send(aSubscribedFrame({ sub }));
    viewer.send({
      type: 'end',
      sub,
      code: 'realtime.stream.stopped-elsewhere',
      reason: 'You stopped this stream from another page',
      resume: 'epoch-1;0:7',
    });
    const { problem } = await until(stream, s => s.problem !== undefined);
    expect(problem).toMatchObject({
      code: 'realtime.stream.stopped-elsewhere',
      isRetriable: true,
    });
    stream.retry();
    expect(await viewer.next('subscribe')).toMatchObject({
      from: { at: 'resume', position: 'epoch-1;0:7' },
    });
    stream.close();
  });
});
