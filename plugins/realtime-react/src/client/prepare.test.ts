/** @jest-environment node */
import { someOptions, startClient } from '../testUtils/startClient';

describe('a stream that is announced', () => {
  it('has the socket ready for a stream that was announced, and tells it over that one', async () => {
    await using started = await startClient();
    const { gateway, client, clock } = started;
    client.prepare();
    client.prepare();
    const viewer = await gateway.viewers.next();
    const stream = client.open(someOptions());
    expect(await viewer.next('subscribe')).toMatchObject({ sub: 1 });
    clock.advance(10_000);
    expect(stream.getSnapshot().connection.state).not.toBe('waiting');
    expect(gateway.tickets).toBe(1);
    stream.close();
  });

  it('closes an announced socket after some seconds when no stream came', async () => {
    await using started = await startClient();
    const { gateway, client, clock } = started;
    client.prepare();
    const viewer = await gateway.viewers.next();
    clock.advance(4_999);
    expect(viewer.ended.rest).toHaveLength(0);
    clock.advance(1);
    await viewer.ended.next();
    expect([gateway.tickets, clock.pending]).toEqual([1, 0]);
  });
});
