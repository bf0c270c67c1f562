import { CLOSE_CODES, closeNameOf, type CloseName } from './closeCodes';

describe('close codes', () => {
  it('are distinct and each read back to its name', () => {
    const names = Object.keys(CLOSE_CODES) as CloseName[];
    expect(names.map(name => closeNameOf(CLOSE_CODES[name].code))).toEqual(
      names,
    );
  });

  it('fit a close frame: at most 123 bytes of reason', () => {
    for (const { reason } of Object.values(CLOSE_CODES)) {
      expect(new TextEncoder().encode(reason).length).toBeLessThan(124);
    }
  });

  it('have no name for a number that is not ours', () => {
    expect(closeNameOf(4999)).toBeUndefined();
  });
});
