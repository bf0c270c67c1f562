import { RealtimeError } from '@backstage-realtime/plugin-realtime-common';
import { askPlace, PLACE_TIMEOUT_MS } from './askPlace';

/** A clock whose one timer the test rings. */
function aClock() {
  const timers: Array<{ fn: () => void; ms: number; isOff: boolean }> = [];
  return {
    timers,
    now: () => 0,
    setTimeout: (fn: () => void, ms: number) => {
      const timer = { fn, ms, isOff: false };
      timers.push(timer);
      return () => {
        timer.isOff = true;
      };
    },
  };
}

describe('a place that is asked for a name', () => {
  it('answers, and its timer is off', async () => {
    const clock = aClock();
    const answer = Promise.resolve({ state: 'free' } as const);
    const use = await askPlace(answer, { clock, onFault: jest.fn() });
    expect(use).toEqual({ state: 'free' });
    expect(clock.timers).toMatchObject([{ isOff: true }]);
  });

  it('is unknown when it is silent', async () => {
    const clock = aClock();
    const use = askPlace(new Promise(() => {}), { clock, onFault: jest.fn() });
    expect(clock.timers[0].ms).toBe(PLACE_TIMEOUT_MS);
    clock.timers[0].fn();
    expect(await use).toMatchObject({
      state: 'unknown',
      code: 'realtime.create.no-answer',
    });
  });

  it('is unknown with the reason of a refusal, and without that of a fault', async () => {
    const onFault = jest.fn();
    const refusal = new RealtimeError('realtime.kafka.unreachable', 'away');
    const fault = new Error('connect ECONNREFUSED 10.0.0.7:9092');
    const ask = (error: Error) =>
      askPlace(Promise.reject(error), { clock: aClock(), onFault });
    expect(await ask(refusal)).toEqual({
      state: 'unknown',
      code: 'realtime.kafka.unreachable',
      reason: 'away',
    });
    expect(JSON.stringify(await ask(fault))).not.toContain('10.0.0.7');
    expect(onFault.mock.calls).toEqual([[fault]]);
  });
});
