import { compareOffsets, toOffset } from './offset';

describe('compareOffsets', () => {
  it.each([
    [0n, 0n, 0],
    [9n, 10n, -1],
    [10n, 9n, 1],
    [9007199254740993n, 9007199254740992n, 1],
    [9223372036854775807n, 9223372036854775806n, 1],
  ])('orders %s and %s as numbers of 64 bits', (a, b, sign) => {
    expect(Math.sign(compareOffsets(toOffset(a), toOffset(b)))).toBe(sign);
  });
});
