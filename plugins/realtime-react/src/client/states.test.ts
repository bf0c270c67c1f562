/** @jest-environment node */
import type { WatchCommand } from '@backstage-realtime/plugin-realtime-common';
import { startClient } from '../testUtils/startClient';
import { until } from '../testUtils/until';
import type { StateStream } from '../store/StateStream';

const ENTITY = 'component:default/ping-pong';

const rateOf = (stream: StateStream<unknown>) =>
  Reflect.get(stream.getSnapshot().value ?? {}, 'rate');

describe('a watched state', () => {
  it('takes the value whole and follows its changes', async () => {
    await using started = await startClient();
    const stream = started.client.openCanary(ENTITY);
    expect(stream.getSnapshot().status.state).toBe('connecting');
    const viewer = await started.gateway.viewers.next();
    const { sub, ...wish } = (await viewer.next('watch')) as WatchCommand;
    expect(wish).toEqual({
      type: 'watch',
      state: 'rollout',
      entityRefs: [ENTITY],
    });
    viewer.send({ type: 'state', sub, revision: 1, value: { rate: 1 } });
    await until(stream, () => rateOf(stream) === 1);
    viewer.send({
      type: 'state',
      sub,
      revision: 2,
      changes: [{ set: 2, at: ['rate'] }],
    });
    await until(stream, () => rateOf(stream) === 2);
    expect(stream.getSnapshot().status.state).toBe('live');
    stream.close();
    expect(await viewer.next('unsubscribe')).toMatchObject({ sub });
  });

  it('is read as views want it, however it crosses the socket', async () => {
    await using started = await startClient();
    const stream = started.client.openTopicHealth(ENTITY);
    const viewer = await started.gateway.viewers.next();
    const { sub } = await viewer.next('watch');
    const partitions = {
      rows: 3,
      columns: {
        verdict: { cells: [0, 4], runs: [1, 2] },
        ...{ start: { cells: [0], runs: [3] }, end: { cells: [5, 6, 7] } },
        rate: { cells: [0], runs: [3] },
      },
    };
    const topics = [{ topic: 'pongs', rates: [], partitions }];
    viewer.send({
      ...{ type: 'state', sub, revision: 1 },
      value: { topics, groups: [] },
    });
    await until(stream, ({ value }) => value !== undefined);
    const [row] = stream.getSnapshot().value!.topics;
    expect(row.partitions.map(({ verdict }) => verdict)).toEqual([
      'critical',
      'ok',
      'ok',
    ]);
    stream.close();
  });

  it('asks anew when a change was lost, and keeps the last value meanwhile', async () => {
    await using started = await startClient();
    const stream = started.client.openCanary(ENTITY);
    const viewer = await started.gateway.viewers.next();
    const { sub } = await viewer.next('watch');
    viewer.send({ type: 'state', sub, revision: 1, value: { rate: 1 } });
    viewer.send({
      type: 'state',
      sub,
      revision: 3,
      changes: [{ set: 3, at: ['rate'] }],
    });
    const again = await viewer.next('watch');
    expect(again.sub).not.toBe(sub);
    expect(rateOf(stream)).toBe(1);
    viewer.send({
      type: 'state',
      sub: again.sub,
      revision: 1,
      value: { rate: 4 },
    });
    await until(stream, () => rateOf(stream) === 4);
    stream.close();
  });

  it('says that the server is away, keeps the value, and goes on by itself', async () => {
    await using started = await startClient();
    const stream = started.client.openCanary(ENTITY);
    const viewer = await started.gateway.viewers.next();
    const { sub } = await viewer.next('watch');
    viewer.send({ type: 'state', sub, revision: 1, value: { rate: 1 } });
    await until(stream, () => rateOf(stream) === 1);
    viewer.terminate();
    await until(stream, ({ status }) => status.state === 'unreachable');
    expect(rateOf(stream)).toBe(1);
    started.clock.advance(60_000);
    const second = await started.gateway.viewers.next();
    const again = await second.next('watch');
    second.send({
      type: 'state',
      sub: again.sub,
      revision: 1,
      value: { rate: 5 },
    });
    await until(stream, () => rateOf(stream) === 5);
    expect(stream.getSnapshot().status.state).toBe('live');
    stream.close();
  });

  it('tells a refusal with its code, and tries again when the page asks', async () => {
    await using started = await startClient();
    const stream = started.client.openCanary(ENTITY);
    const viewer = await started.gateway.viewers.next();
    const { sub } = await viewer.next('watch');
    viewer.send({
      type: 'error',
      sub,
      code: 'realtime.stream.forbidden',
      message: 'Missing permission realtime.topic.read.',
      isRetriable: false,
    });
    await until(stream, ({ status }) => status.state === 'refused');
    expect(stream.getSnapshot().status).toMatchObject({
      code: 'realtime.stream.forbidden',
    });
    stream.refresh();
    expect((await viewer.next('watch')).sub).not.toBe(sub);
    stream.close();
  });

  it('asks for a new reading over the running connection', async () => {
    await using started = await startClient();
    const stream = started.client.openOverview([ENTITY, 'component:default/b']);
    const viewer = await started.gateway.viewers.next();
    const { sub, entityRefs } = await viewer.next('watch');
    expect(entityRefs).toHaveLength(2);
    stream.refresh();
    expect(await viewer.next('refresh')).toMatchObject({ sub });
    stream.close();
  });

  it('comes as events where sockets are blocked', async () => {
    await using started = await startClient({ blocksSockets: true });
    const stream = started.client.openCanary(ENTITY);
    for (let tries = 1; tries <= 2; tries++) {
      const { status } = await until(
        stream,
        each =>
          each.status.state === 'unreachable' && each.status.tries === tries,
      );
      if (status.state !== 'unreachable') throw new Error(status.state);
      started.clock.advance(status.nextTryAtMs! - started.clock.now());
    }
    const viewer = await started.gateway.viewers.next();
    const { sub } = await viewer.next('watch');
    viewer.send({ type: 'state', sub, revision: 1, value: { rate: 7 } });
    await until(stream, () => rateOf(stream) === 7);
    expect(viewer.kind).toBe('sse');
    stream.close();
  });
});
