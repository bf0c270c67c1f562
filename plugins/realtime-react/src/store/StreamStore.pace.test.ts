import type { StreamState } from '@backstage-realtime/plugin-realtime-common';
import { aBatch, aRecord } from '../testUtils/buildBatch';
import { TestClock } from '../testUtils/TestClock';
import { TestScheduler } from '../testUtils/TestScheduler';
import type { StreamSink } from './StreamPort';
import { createRecordStream } from './StreamStore';

/** A page on which drawing takes 20 ms. */
class DearPage extends TestScheduler {
  constructor(private readonly clock: TestClock) {
    super();
  }

  afterPaint(fn: () => void): () => void {
    this.clock.advance(20);
    fn();
    return () => undefined;
  }
}

function openDearStore() {
  const clock = new TestClock();
  const scheduler = new DearPage(clock);
  const wall = { setBackMs: 0 };
  const acks: number[] = [];
  const sinks: StreamSink[] = [];
  const stream = createRecordStream(
    {
      entityRef: 'component:default/ping-pong',
      stream: 'kafka:local/pong_topic',
      from: { at: 'latest' },
      mode: 'records',
    },
    {
      clock: {
        now: () => clock.now() + wall.setBackMs,
        setTimeout: (fn, ms) => clock.setTimeout(fn, ms),
      },
      scheduler,
      port: {
        open: (_, sink) => {
          sinks.push(sink);
          return {
            wish: () => undefined,
            ack: ({ sequence }) => acks.push(sequence),
            retry: () => undefined,
            close: () => undefined,
          };
        },
      },
    },
  );
  scheduler.paint();
  return { stream, sink: sinks[0], scheduler, clock, wall, acks };
}

const live: StreamState = { state: 'live', sinceMs: 5 };

describe('a stream store on a page where drawing is dear', () => {
  it('tells its listeners four times a second under load, shows all that came, and acknowledges at every paint', () => {
    const { stream, sink, scheduler, clock, acks } = openDearStore();
    const shown: number[] = [];
    stream.subscribe(() => shown.push(stream.getSnapshot().rows.length));
    for (let sequence = 1; sequence <= 100; sequence++) {
      sink.onBatch(aBatch([aRecord({ offset: sequence })], { sequence }));
      clock.advance(50);
      scheduler.paint();
    }
    expect(acks).toHaveLength(100);
    expect(shown.length).toBeGreaterThanOrEqual(18);
    expect(shown.length).toBeLessThanOrEqual(24);
    clock.advance(250);
    scheduler.paint();
    expect(shown.at(-1)).toBe(100);
  });

  it('shows a lone record at the next paint, however dear renders are', () => {
    const { stream, sink, scheduler, clock } = openDearStore();
    for (let i = 1; i <= 3; i++) {
      clock.advance(1_000);
      sink.onBatch(aBatch([aRecord({ offset: i })], { sequence: i }));
      scheduler.paint();
      expect(stream.getSnapshot().rows.length).toBe(i);
    }
  });

  it.each<[string, (store: ReturnType<typeof openDearStore>) => void]>([
    ['a pause', ({ stream }) => stream.pause()],
    ['a retry', ({ stream }) => stream.retry()],
    [
      'a state of the stream',
      ({ sink }) => sink.onFrame({ type: 'status', sub: 1, status: live }),
    ],
    [
      'a state of the connection',
      ({ sink }) => sink.onConnection({ state: 'connecting', sinceMs: 3 }),
    ],
  ])('shows %s at the next paint also under load', (_, happen) => {
    const store = openDearStore();
    const { stream, sink, scheduler } = store;
    for (let sequence = 1; sequence <= 10; sequence++) {
      sink.onBatch(aBatch([aRecord({ offset: sequence })], { sequence }));
      scheduler.paint();
    }
    const before = stream.getSnapshot();
    expect(before.rows.length).toBeLessThan(10);
    happen(store);
    scheduler.paint();
    expect(stream.getSnapshot()).not.toBe(before);
  });

  it('goes on showing records within a second after the wall clock was set back an hour', () => {
    const { stream, sink, scheduler, clock, wall } = openDearStore();
    for (let sequence = 1; sequence <= 10; sequence++) {
      sink.onBatch(aBatch([aRecord({ offset: sequence })], { sequence }));
      if (sequence === 9) wall.setBackMs = -3_600_000;
      scheduler.paint();
    }
    expect(stream.getSnapshot().rows.length).toBeLessThan(10);
    clock.advance(1_000);
    scheduler.paint();
    expect(stream.getSnapshot().rows.length).toBe(10);
    sink.onBatch(aBatch([aRecord({ offset: 11 })], { sequence: 11 }));
    scheduler.paint();
    clock.advance(1_000);
    scheduler.paint();
    expect(stream.getSnapshot().rows.length).toBe(11);
  });

  it('leaves no timer behind when it is closed under load', () => {
    const { stream, sink, scheduler, clock } = openDearStore();
    for (let sequence = 1; sequence <= 10; sequence++) {
      sink.onBatch(aBatch([aRecord({ offset: sequence })], { sequence }));
      scheduler.paint();
    }
    expect(clock.pending).toBe(1);
    stream.close();
    expect([clock.pending, scheduler.pending]).toEqual([0, 0]);
  });
});
