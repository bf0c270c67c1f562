import { applyChanges } from '@backstage-realtime/plugin-realtime-common';
import { startGateway } from './testUtils/startGateway';
import type { TestViewer } from './testUtils/TestViewer';
import { FOREVER_MS } from './testUtils/useGateway';

const ENTITY = 'component:default/ping-pong';

function watch(viewer: TestViewer, sub = 1) {
  viewer.send({
    type: 'watch',
    sub,
    entityRefs: [ENTITY],
    state: 'topic-health',
  });
}

/** A viewer that watches, once its watch is open. */
async function watching() {
  const running = await startGateway({ settings: { heartbeatMs: FOREVER_MS } });
  const viewer = await running.viewer();
  watch(viewer);
  running.states.push({ verdict: 'unheard' });
  await until(() => running.states.size === 1);
  return { running, viewer };
}

async function until(holds: () => boolean): Promise<void> {
  while (!holds()) await new Promise(resolve => setImmediate(resolve));
}

describe('a watched state', () => {
  it('comes whole, then as changes that make the newest value', async () => {
    const { running, viewer } = await watching();
    await using _ = running;
    const first = { verdict: 'ok', rows: [{ rate: 1 }, { rate: 2 }] };
    const second = { verdict: 'ok', rows: [{ rate: 1 }, { rate: 3 }] };
    running.states.push(first);
    const whole = await viewer.next('state');
    expect(whole).toMatchObject({ sub: 1, revision: 1, value: first });
    running.states.push(second);
    const changed = await viewer.next('state');
    expect(changed).toMatchObject({ sub: 1, revision: 2 });
    expect(changed.value).toBeUndefined();
    expect(applyChanges(first, changed.changes ?? [])).toEqual(second);
  });

  it('sends nothing for a value like the last', async () => {
    const { running, viewer } = await watching();
    await using _ = running;
    running.states.push({ verdict: 'ok' });
    running.states.push({ verdict: 'ok' });
    running.states.push({ verdict: 'warning' });
    await viewer.next('state');
    expect((await viewer.next('state')).revision).toBe(2);
  });

  it('is refused with a code and a sentence, and leaves nothing open', async () => {
    const running = await startGateway();
    await using _ = running;
    running.states.refusal = {
      ok: false,
      code: 'realtime.stream.forbidden',
      message: 'Missing permission realtime.topic.read.',
    };
    const viewer = await running.viewer();
    watch(viewer);
    expect(await viewer.next('error')).toMatchObject({
      sub: 1,
      code: 'realtime.stream.forbidden',
    });
    expect(running.states.size).toBe(0);
  });

  it('ends when the right to it is withdrawn', async () => {
    const { running, viewer } = await watching();
    await using _ = running;
    running.states.refusal = {
      ok: false,
      code: 'realtime.stream.forbidden',
      message: 'Missing permission realtime.topic.read.',
    };
    running.clock.advance(60_000);
    expect(await viewer.next('end')).toMatchObject({
      sub: 1,
      code: 'realtime.stream.forbidden',
    });
    expect(running.states.size).toBe(0);
  });

  it('starts anew, whole, when the right shows something else', async () => {
    const { running, viewer } = await watching();
    await using _ = running;
    running.states.push({ verdict: 'ok', topics: ['a', 'b'] });
    await viewer.next('state');
    running.states.identity = 'b';
    running.clock.advance(60_000);
    await until(() => running.states.watched.length === 2);
    await until(() => running.states.size === 1);
    running.states.push({ verdict: 'ok', topics: ['a'] });
    expect(await viewer.next('state')).toMatchObject({
      value: { topics: ['a'] },
    });
  });

  it('is read anew when the page asks', async () => {
    const { running, viewer } = await watching();
    await using _ = running;
    viewer.send({ type: 'refresh', sub: 1 });
    await until(() => running.states.refreshed > 0);
    expect(running.states.refreshed).toBe(1);
  });

  it('is given back when it is unsubscribed and when the page goes', async () => {
    const { running, viewer } = await watching();
    await using _ = running;
    watch(viewer, 2);
    await until(() => running.states.size === 2);
    viewer.send({ type: 'unsubscribe', sub: 1 });
    await until(() => running.states.size === 1);
    viewer.ws.terminate();
    await until(() => running.states.size === 0);
    expect(running.states.watched).toHaveLength(2);
  });

  it('cannot be paused, share a number, or be watched without end', async () => {
    const { running, viewer } = await watching();
    await using _ = running;
    viewer.send({ type: 'pause', sub: 1 });
    expect((await viewer.next('error')).message).toContain('cannot pause');
    watch(viewer);
    expect((await viewer.next('error')).message).toContain('already open');
    for (let sub = 2; sub <= 21; sub++) watch(viewer, sub);
    expect(await viewer.next('error')).toMatchObject({
      sub: 21,
      code: 'realtime.stream.over-budget',
    });
  });

  it('comes as events where sockets are blocked', async () => {
    const running = await startGateway();
    await using _ = running;
    const abort = new AbortController();
    const response = await running.post(
      '/v1/events',
      {
        watch: [
          {
            type: 'watch',
            sub: 1,
            entityRefs: [ENTITY],
            state: 'topic-health',
          },
        ],
      },
      undefined,
      abort.signal,
    );
    await until(() => running.states.size === 1);
    running.states.push({ verdict: 'ok' });
    let text = '';
    const reader = response.body!.getReader();
    while (!text.includes('"verdict":"ok"')) {
      const { value } = await reader.read();
      text += new TextDecoder().decode(value);
    }
    abort.abort();
    await until(() => running.states.size === 0);
    expect(text).toContain('"revision":1');
  });
});
