import { RealtimeError } from '@backstage-realtime/plugin-realtime-common';
import type { StreamRef } from '@backstage-realtime/plugin-realtime-common';
import { aHub, values } from './testUtils/aHub';
import { FakeRecordSource } from './testUtils/FakeRecordSource';
import { turns } from './testUtils/TestClock';

const LIMIT = 1024 * 1024;
/** Four streams are the most that leave each its least share. */
const MOST = 4;

const topic = (n: number) =>
  ({ kind: 'kafka', system: 'local', topic: `t${n}` }) as StreamRef;

/** About 10 kB each. */
const large = (count: number) => values(count, 'v'.repeat(10_000));

describe('memory of the rings', () => {
  it('stays within the limit of the process however much all streams get', async () => {
    const { hub, source, subscribe } = aHub({
      settings: { ringBytesPerProcess: LIMIT },
    });
    for (let n = 0; n < MOST; n += 1) subscribe({ ref: topic(n) });
    await turns();
    let most = 0;
    for (let i = 0; i < 30; i += 1) {
      source.push(0, large(10));
      await turns();
      most = Math.max(most, hub.stats().ringBytes);
    }
    expect(hub.stats()).toMatchObject({ readers: MOST });
    expect(most).toBeGreaterThan(LIMIT / 2);
    expect(most).toBeLessThan(LIMIT * 1.2);
    await hub.stop();
  });

  it('leaves a stream its own bound while the others hold little', async () => {
    const { hub, source, subscribe } = aHub({
      settings: { ringBytesPerProcess: LIMIT },
    });
    subscribe({ ref: topic(0) });
    await turns();
    source.push(0, large(80));
    await turns();
    subscribe({ ref: topic(1) });
    await turns();
    expect(hub.stats().ringBytes).toBeGreaterThan(LIMIT / 2);
    await hub.stop();
  });

  it('takes a quiet stream’s bytes within a second for one that gets records', async () => {
    const { hub, source, subscribe, clock } = aHub({
      settings: { ringBytesPerProcess: LIMIT },
    });
    subscribe({ ref: topic(0) });
    await turns();
    source.push(0, large(90));
    await turns();
    const quiet = [...source.readings][0];
    source.readings.delete(quiet);
    subscribe({ ref: topic(1) });
    await turns();
    source.push(0, large(25));
    await turns();
    await clock.advance(1_000);
    expect(hub.stats().ringBytes).toBeLessThanOrEqual(LIMIT);
    source.readings.add(quiet);
    await hub.stop();
  });

  it('refuses a stream too many with the numbers, and takes it when another is gone', async () => {
    const { hub, subscribe, clock } = aHub({
      settings: { ringBytesPerProcess: LIMIT, lingerMs: 1_000 },
    });
    const open = [0, 1, 2, 3].map(n => subscribe({ ref: topic(n) })[1]);
    await turns();
    const oneMore = () => subscribe({ ref: topic(4) });
    expect(oneMore).toThrow(RealtimeError);
    expect(oneMore).toThrow(
      'This server reads 4 streams, as many as 1 MiB of raw records are enough for. Try again later, or ask the platform team to raise realtime.engine.ringBytesPerProcess',
    );
    open[0].close();
    await clock.advance(1_000);
    expect(oneMore).not.toThrow();
    await hub.stop();
    expect(hub.stats().ringBytes).toBe(0);
  });

  it('is not refused to a second viewer of a stream that is read', async () => {
    const source = new FakeRecordSource();
    const { hub, subscribe } = aHub({
      source,
      settings: { ringBytesPerProcess: 1 },
    });
    subscribe();
    expect(() => subscribe()).not.toThrow();
    expect(hub.stats()).toMatchObject({ readers: 1, viewers: 2 });
    await hub.stop();
  });
});
