import { CLOSE_CODES } from '@backstage-realtime/plugin-realtime-common';
import { startGateway, type RunningGateway } from './testUtils/startGateway';

describe('Gateway over WebSocket', () => {
  let running: RunningGateway;

  afterEach(async () => running[Symbol.asyncDispose]());

  it('greets a viewer with its limits and shows it a stream', async () => {
    running = await startGateway();
    const viewer = await running.viewer();
    viewer.subscribe(7);
    expect(await viewer.next('status')).toMatchObject({
      sub: 7,
      status: { state: 'connecting', step: 'authorise' },
    });
    expect(await viewer.next('subscribed')).toMatchObject({
      sub: 7,
      channel: 1,
      stream: 'kafka:local/pong_topic',
    });
    running.hub.publish(Buffer.from('batch one'));
    const [batch] = await viewer.nextBatches(1);
    expect(batch.toString()).toBe('batch one');
    expect(running.gateway.stats()).toMatchObject({
      socketsOpen: 1,
      connectionsOpen: 1,
      streamsOpen: 1,
      segments: 1,
    });
  });

  it('closes with 1001 on shutdown, gives everything back and lets the server go', async () => {
    running = await startGateway();
    const viewer = await running.viewer();
    viewer.subscribe(1);
    await viewer.next('subscribed');
    await running.gateway.stop();
    expect((await viewer.closed).code).toBe(CLOSE_CODES.goingAway.code);
    expect(running.hub.open).toEqual([]);
    expect(running.gateway.stats()).toMatchObject({
      socketsOpen: 0,
      connectionsOpen: 0,
      streamsOpen: 0,
    });
    expect(running.server.listenerCount('upgrade')).toBe(0);
    expect(running.clock.pending).toBe(0);
  });
});
