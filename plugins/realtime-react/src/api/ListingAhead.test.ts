/** @jest-environment node */
import type { StreamsResponse } from '@backstage-realtime/plugin-realtime-common';
import { ListingAhead } from './ListingAhead';

const REF = 'component:default/ping-pong';

/** A backend that numbers its answers; `fails` of them first are faults. */
function aheadOf({ fails = 0 } = {}) {
  const asked: string[] = [];
  let nowMs = 0;
  const ahead = ListingAhead.create(
    async entityRef => {
      asked.push(entityRef);
      if (asked.length <= fails) throw new Error('not now');
      return listing(`${entityRef} ${asked.length}`);
    },
    { now: () => nowMs, setTimeout: () => () => undefined },
  );
  const pass = (ms: number) => {
    nowMs += ms;
  };
  return { ahead, asked, pass };
}

function listing(entityRef: string): StreamsResponse {
  return { entityRef, streams: [], problems: [] };
}

describe('ListingAhead', () => {
  it('gives the listing that was asked for ahead, once', async () => {
    const { ahead, asked } = aheadOf();
    ahead.ask(REF);
    expect(await ahead.take(REF)).toEqual(listing(`${REF} 1`));
    expect(asked).toEqual([REF]);
    expect(await ahead.take(REF)).toEqual(listing(`${REF} 2`));
  });

  it('asks anew for another entity', async () => {
    const { ahead, asked } = aheadOf();
    ahead.ask(REF);
    await ahead.take('api:default/pong');
    expect(asked).toEqual([REF, 'api:default/pong']);
  });

  it.each([
    ['gives one of five seconds', 5_000, 1],
    ['asks anew after them', 5_001, 2],
  ])('%s', async (_what, ms, times) => {
    const { ahead, asked, pass } = aheadOf();
    ahead.ask(REF);
    pass(ms);
    await ahead.take(REF);
    expect(asked).toHaveLength(times);
  });

  it('asks anew when the first answer was a fault', async () => {
    const { ahead } = aheadOf({ fails: 1 });
    ahead.ask(REF);
    expect(await ahead.take(REF)).toEqual(listing(`${REF} 2`));
  });

  it('lets a fault of the page itself through', async () => {
    const { ahead } = aheadOf({ fails: 2 });
    ahead.ask(REF);
    await expect(ahead.take(REF)).rejects.toThrow('not now');
  });
});
