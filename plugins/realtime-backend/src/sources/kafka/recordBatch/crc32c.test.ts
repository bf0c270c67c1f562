import { crc32c } from './crc32c';

const ascending = Uint8Array.from({ length: 32 }, (_, i) => i);

function bitByBit(bytes: Uint8Array, length: number): number {
  let crc = 0xffffffff;
  for (let i = 0; i < length * 8; i++) {
    const bit = (bytes[i >> 3] >> (i % 8)) & 1;
    crc = ((crc ^ bit) & 1) === 1 ? (crc >>> 1) ^ 0x82f63b78 : crc >>> 1;
  }
  return ~crc >>> 0;
}

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

  it('equals the definition, bit by bit, at every length around its steps', () => {
    const bytes = Uint8Array.from({ length: 70 }, (_, i) => (i * 37) % 256);
    for (let length = 0; length <= bytes.length; length++) {
      expect(crc32c(bytes, 0, length)).toBe(bitByBit(bytes, length));
    }
  });

  it('does not depend on where in memory the bytes lie', () => {
    for (let shift = 0; shift < 9; shift++) {
      const bytes = new Uint8Array(64);
      bytes.set(ascending, shift);
      expect(crc32c(bytes, shift, shift + 32)).toBe(0x46dd794e);
    }
  });
});
