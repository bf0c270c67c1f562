import { crc32c } from './crc32c';

const ascending = Uint8Array.from({ length: 32 }, (_, i) => i);

describe('crc32c', () => {
  it.each([
    ['nothing', new Uint8Array(0), 0],
    ['the check string', Buffer.from('123456789'), 0xe3069283],
    ['32 zeros', new Uint8Array(32), 0x8a9136aa],
    ['32 ones', new Uint8Array(32).fill(255), 0x62a8ab43],
    ['ascending bytes', ascending, 0x46dd794e],
  ])('gives the published value of %s', (_, bytes, expected) => {
    expect(crc32c(bytes, 0, bytes.length)).toBe(expected);
  });

  it('does not depend on where in memory the bytes lie', () => {
    for (let shift = 0; shift < 9; shift++) {
      const bytes = new Uint8Array(64);
      bytes.set(ascending, shift);
      expect(crc32c(bytes, shift, shift + 32)).toBe(0x46dd794e);
    }
  });
});
