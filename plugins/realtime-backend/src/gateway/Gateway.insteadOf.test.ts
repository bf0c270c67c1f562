import type { Command } from '@backstage-realtime/plugin-realtime-common';
import { startGateway, type RunningGateway } from './testUtils/startGateway';
import type { TestViewer } from './testUtils/TestViewer';
import { FOREVER_MS } from './testUtils/useGateway';

const ENTITY = 'component:default/ping-pong';
const DAN = 'user:default/dan';

type Wish = Partial<Extract<Command, { type: 'subscribe' }>>;

function topic(number: number): string {
  return `kafka:local/topic_${number}`;
}

function other(number: number): Wish {
  return { insteadOf: { entityRef: ENTITY, stream: topic(number) } };
}

describe('a stream instead of another', () => {
  let running: RunningGateway;

  afterEach(async () => running[Symbol.asyncDispose]());

  async function start(settings = {}): Promise<void> {
    running = await startGateway({
      settings: { heartbeatMs: FOREVER_MS, ...settings },
    });
  }

  /** A tab that watches `topic_<number>` for each of its numbers. */
  async function tabWith(
    numbers: number[],
    userRef?: string,
  ): Promise<TestViewer> {
    const tab = await running.viewer(userRef);
    for (const number of numbers) {
      tab.subscribe(number, { stream: topic(number) });
      await tab.next('subscribed');
    }
    return tab;
  }

  function openTopics(): string[] {
    return running.hub.open.map(({ request }) =>
      'topic' in request.ref ? request.ref.topic : '',
    );
  }

  it('is offered the streams of all tabs of the caller, longest open first, and nobody else’s', async () => {
    await start();
    await tabWith([7, 8], DAN);
    await tabWith([2, 1]);
    const tab = await tabWith([3]);
    tab.subscribe(4, { stream: topic(4) });
    const { code, watching } = await tab.next('error');
    expect(code).toBe('realtime.stream.over-budget');
    expect(watching).toEqual(
      [2, 1, 3].map(number => ({
        entityRef: ENTITY,
        stream: topic(number),
        viewer: expect.any(String),
      })),
    );
  });

  it('ends that of another tab, which is told so, and opens', async () => {
    await start();
    const old = await tabWith([1, 2]);
    const tab = await tabWith([3]);
    tab.subscribe(4, { stream: topic(4), ...other(1) });
    expect(await old.next('end')).toMatchObject({
      sub: 1,
      code: 'realtime.stream.stopped-elsewhere',
      reason: expect.stringContaining('another page'),
    });
    expect(await tab.next('subscribed')).toMatchObject({ sub: 4 });
    expect(openTopics()).toEqual(['topic_2', 'topic_3', 'topic_4']);
    expect(running.gateway.stats().streamsOpen).toBe(3);
    expect(running.audit).toContainEqual(
      expect.objectContaining({
        kind: 'stopped',
        stream: topic(1),
        because: 'replaced',
      }),
    );
  });

  it('ends that of the same tab, though all three are its own', async () => {
    await start();
    const tab = await tabWith([1, 2, 3]);
    tab.subscribe(4, { stream: topic(4), ...other(2) });
    expect(await tab.next('end')).toMatchObject({ sub: 2 });
    expect(await tab.next('subscribed')).toMatchObject({ sub: 4 });
  });

  it('can be continued in the place of the one that took it', async () => {
    await start({ streamsPerUser: 1 });
    const old = await tabWith([1]);
    const tab = await running.viewer();
    tab.subscribe(2, { stream: topic(2), ...other(1) });
    await old.next('end');
    old.subscribe(9, { stream: topic(1) });
    const [watching] = (await old.next('error')).watching ?? [];
    old.subscribe(10, { stream: topic(1), insteadOf: watching });
    expect(await old.next('subscribed')).toMatchObject({ sub: 10 });
    expect(await tab.next('end')).toMatchObject({ sub: 2 });
  });

  it('ends the one of the named viewer when two tabs watch the same', async () => {
    await start({ streamsPerUser: 2 });
    const first = await tabWith([1]);
    const second = await tabWith([1]);
    const tab = await running.viewer();
    tab.subscribe(2, { stream: topic(2) });
    const named = (await tab.next('error')).watching?.[1];
    tab.subscribe(3, { stream: topic(2), insteadOf: named });
    await second.next('end');
    await tab.next('subscribed');
    expect(first.frames.map(({ type }) => type)).not.toContain('end');
  });

  it('never ends the stream of another user', async () => {
    await start();
    const dan = await tabWith([7], DAN);
    const tab = await tabWith([1, 2, 3]);
    tab.subscribe(4, { stream: topic(4), ...other(7) });
    expect(await tab.next('error')).toMatchObject({
      sub: 4,
      code: 'realtime.stream.over-budget',
    });
    expect(openTopics()).toContain('topic_7');
    expect(dan.frames.map(({ type }) => type)).not.toContain('end');
  });

  it('ends nothing for a stream the caller may not see', async () => {
    await start();
    const tab = await tabWith([1, 2, 3]);
    running.access.deny = () => 'realtime.stream.forbidden';
    tab.subscribe(4, { stream: topic(4), ...other(1) });
    expect((await tab.next('error')).code).toBe('realtime.stream.forbidden');
    expect(openTopics()).toEqual(['topic_1', 'topic_2', 'topic_3']);
  });

  it('ends nothing while a limit stands that it would not lift', async () => {
    await start({ streamsPerEntity: 1 });
    await tabWith([7], DAN);
    const tab = await running.viewer();
    tab.subscribe(1, { entityRef: 'api:default/other', stream: topic(1) });
    await tab.next('subscribed');
    const insteadOf = { entityRef: 'api:default/other', stream: topic(1) };
    tab.subscribe(2, { stream: topic(2), insteadOf });
    const refusal = await tab.next('error');
    expect(refusal.message).toContain(`1 of 1 streams of ${ENTITY}`);
    expect(refusal).not.toHaveProperty('watching');
    expect(openTopics()).toEqual(['topic_7', 'topic_1']);
  });

  it('opens when the other is over already', async () => {
    await start();
    const tab = await tabWith([1]);
    tab.subscribe(4, { stream: topic(4), ...other(2) });
    expect(await tab.next('subscribed')).toMatchObject({ sub: 4 });
    expect(openTopics()).toEqual(['topic_1', 'topic_4']);
  });

  it('names twenty streams at most', async () => {
    await start({ streamsPerUser: 21, streamsPerEntity: 50 });
    const tab = await tabWith(Array.from({ length: 21 }, (_, i) => i + 1));
    tab.subscribe(99, { stream: topic(99) });
    expect((await tab.next('error')).watching).toHaveLength(20);
  });
});
