import { encode } from '@msgpack/msgpack';
import { hex, said } from '../testUtils/said';
import { messagePackDecoder } from './messagepack';

describe('MessagePack', () => {
  it.each([
    [[0, 127, 128, 255, 256, 65536, 2 ** 32, -1, -32, -33, -129, -32769]],
    [[1.5, -0.25, 1e300, true, false, null]],
    [['', 'a', '\u00fc', 'x'.repeat(40), 'x'.repeat(300), 'x'.repeat(70_000)]],
    [{ nested: { list: [[], {}, [{ deep: ['er'] }]] }, 'a b': 1 }],
    [Array.from({ length: 20 }, (_, i) => i)],
    [Object.fromEntries(Array.from({ length: 20 }, (_, i) => [`k${i}`, i]))],
  ])('reads what a library writes (%#)', async value => {
    const text = await said(messagePackDecoder, encode(value));
    expect(JSON.parse(text)).toEqual(value);
  });

  it('keeps every digit of 64-bit integers', async () => {
    const bytes = encode([2n ** 64n - 1n, -(2n ** 63n)], {
      useBigInt64: true,
    });
    expect(await said(messagePackDecoder, bytes)).toBe(
      '[18446744073709551615,-9223372036854775808]',
    );
  });

  it('writes bytes as base64, times in ISO 8601, other extensions as they are', async () => {
    const value = [
      Uint8Array.from([1, 2]),
      new Date('2026-01-02T03:04:05.678Z'),
    ];
    expect(await said(messagePackDecoder, encode(value))).toBe(
      '["AQI=","2026-01-02T03:04:05.678000000Z"]',
    );
    expect(await said(messagePackDecoder, hex('91 d4 05 ff'))).toBe(
      '[{"extension":5,"base64":"/w=="}]',
    );
    expect(await said(messagePackDecoder, hex('91 d6 ff 00000001'))).toBe(
      '["1970-01-01T00:00:01.000000000Z"]',
    );
  });

  it('keeps names of prototypes and names that are numbers', async () => {
    const bytes = hex('82 a9 5f5f70726f746f5f5f 01 cd0100 02');
    expect(await said(messagePackDecoder, bytes)).toBe(
      '{"__proto__":1,"256":2}',
    );
  });

  it.each([
    ['', 'refused: no bytes'],
    ['00 0000 002a', 'refused: 4 bytes left after the integer 0'],
    ['a161', 'refused: begins with neither a map nor an array'],
    ['9101ff', 'failed: 1 byte left after the value'],
    ['91c1', 'failed: the format 0xc1, which is never used'],
    ['81c001', 'failed: a map with a name that is not text or a number'],
    [
      'dd ffffffff',
      'failed: ends too early: 1 bytes wanted at position 5, 0 left',
    ],
    [
      '91 db ffffffff',
      'failed: ends too early: 4294967295 bytes wanted at position 6, 0 left',
    ],
    [`${'91'.repeat(65)}c0`, 'failed: nested deeper than 64'],
    ['91'.repeat(100_000), 'failed: nested deeper than 64'],
    [`dd 000493e0${'c0'.repeat(300_000)}`, 'failed: more than 200000 items'],
  ])('says of %.20s what is wrong', async (bytes, words) => {
    expect(await said(messagePackDecoder, hex(bytes))).toBe(words);
  });
});
