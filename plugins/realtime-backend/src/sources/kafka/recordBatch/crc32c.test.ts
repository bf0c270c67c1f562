import { randomBytes } from 'node:crypto';
import { crc32c, crc32cByTables } from './crc32c';
import { createFold } from './crc32cFold';

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

  it.each([
    1_023, 1_024, 1_025, 2_351, 2_352, 2_367, 2_368, 2_369, 4_211, 65_535,
    65_536, 65_537, 67_584, 131_072, 200_003,
  ])('equals the definition, bit by bit, over %d bytes', length => {
    const bytes = randomBytes(length);
    expect(crc32c(bytes, 0, length)).toBe(bitByBit(bytes, length));
  });

  it('gives by tables what it gives by the module, at every length around both', () => {
    const bytes = randomBytes(70_000);
    const starts = [0, 1, 7];
    for (let length = 1_000; length < bytes.length - 8; length += 997) {
      for (const start of starts) {
        const end = start + length;
        const byTables = crc32cByTables(bytes, start, end);
        expect(crc32c(bytes, start, end)).toBe(byTables);
      }
    }
  });

  it('notices one bit that is not right, wherever it is', () => {
    const bytes = randomBytes(10_000);
    const sound = crc32c(bytes, 0, bytes.length);
    for (let at = 0; at < bytes.length; at += 97) {
      bytes[at] ^= 4;
      expect(crc32c(bytes, 0, bytes.length)).not.toBe(sound);
      bytes[at] ^= 4;
    }
  });

  it('runs the module on this Node', () => {
    expect(createFold(new Int32Array(4_096))).toBeDefined();
  });

  it('does not depend on where in memory the bytes lie', () => {
    for (let shift = 0; shift < 9; shift++) {
      const bytes = new Uint8Array(64);
      bytes.set(ascending, shift);
      expect(crc32c(bytes, shift, shift + 32)).toBe(0x46dd794e);
    }
  });
});
