import { fetchWaitMs } from './fetchWait';

describe('fetchWaitMs', () => {
  const limits = { maxWaitMs: 500, maxQuietWaitMs: 2_000 };

  it.each([
    [0, 500],
    [1, 1_000],
    [2, 2_000],
    [3, 2_000],
    [5_000, 2_000],
  ])('after %d empty answers waits %d ms', (empty, waitMs) => {
    expect(fetchWaitMs(empty, limits)).toBe(waitMs);
  });

  it('is never shorter than for a busy topic', () => {
    expect(fetchWaitMs(9, { maxWaitMs: 500, maxQuietWaitMs: 100 })).toBe(500);
  });
});
