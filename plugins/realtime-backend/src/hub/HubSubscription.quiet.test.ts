import { QUIET_STATS_SECONDS } from '@backstage-realtime/plugin-realtime-common';
import { aHub, values } from './testUtils/aHub';
import { turns } from './testUtils/TestClock';

describe('a quiet subscription', () => {
  it('says its account once in a quiet interval while nothing happens, and at once when something does', async () => {
    const { source, subscribe, clock, hub } = aHub();
    const [sink] = subscribe();
    await turns();
    await clock.advance(1000);
    const before = sink.of('stats').length;
    for (let second = 0; second < 2 * QUIET_STATS_SECONDS; second++)
      await clock.advance(1000);
    expect(sink.of('stats').length - before).toBe(2);
    source.push(0, values(1));
    await clock.advance(1000);
    expect(sink.of('stats').at(-1)).toMatchObject({ seen: 1, delivered: 1 });
    await hub.stop();
  });

  it('says the rate of the first records after a quiet time as one of their own second', async () => {
    const { source, subscribe, clock, hub } = aHub();
    const [sink] = subscribe();
    await turns();
    for (let second = 0; second < 10; second++) await clock.advance(1000);
    source.push(0, values(20));
    await clock.advance(1000);
    expect(sink.of('stats').at(-1)).toMatchObject({ shownPerSecond: 20 });
    await clock.advance(1000);
    expect(sink.of('stats').at(-1)).toMatchObject({ shownPerSecond: 0 });
    const told = sink.of('stats').length;
    await clock.advance(1000);
    expect(sink.of('stats')).toHaveLength(told);
    await hub.stop();
  });

  it('says what was due while the socket was full as soon as it is not', async () => {
    const { subscribe, clock, hub } = aHub();
    const [sink] = subscribe();
    await turns();
    await clock.advance(1000);
    sink.isOpen = false;
    const before = sink.of('stats').length;
    for (let second = 0; second < QUIET_STATS_SECONDS; second++)
      await clock.advance(1000);
    expect(sink.of('stats')).toHaveLength(before);
    sink.isOpen = true;
    await clock.advance(1000);
    expect(sink.of('stats')).toHaveLength(before + 1);
    await hub.stop();
  });
});
