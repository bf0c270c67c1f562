import { retryWaitMs } from './ProviderWorld';

describe('the wait before the next try', () => {
  it.each([
    [1, 1_000],
    [2, 2_000],
    [6, 32_000],
    [7, 60_000],
    [1_000_000, 60_000],
  ])('after %d failures is at most %d ms, and at least half of it', (n, ms) => {
    expect(retryWaitMs(n, 1)).toBe(ms);
    expect(retryWaitMs(n, 0)).toBe(ms / 2);
  });
});
