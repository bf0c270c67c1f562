import { hex, said } from '../testUtils/said';
import { cborDecoder } from './cbor';

describe('CBOR', () => {
  // Each item of RFC 8949, appendix A, inside an array of one.
  it.each([
    ['00', '0'],
    ['17', '23'],
    ['1818', '24'],
    ['1903e8', '1000'],
    ['1a000f4240', '1000000'],
    ['1b000000e8d4a51000', '1000000000000'],
    ['1bffffffffffffffff', '18446744073709551615'],
    ['c249010000000000000000', '18446744073709551616'],
    ['3bffffffffffffffff', '-18446744073709551616'],
    ['c349010000000000000000', '-18446744073709551617'],
    ['20', '-1'],
    ['3903e7', '-1000'],
    ['f90000', '0'],
    ['f93e00', '1.5'],
    ['f97bff', '65504'],
    ['f90001', '5.960464477539063e-8'],
    ['fa47c35000', '100000'],
    ['fb3ff199999999999a', '1.1'],
    ['f97c00', '"Infinity"'],
    ['f97e00', '"NaN"'],
    ['f4', 'false'],
    ['f5', 'true'],
    ['f6', 'null'],
    ['f7', 'null'],
    ['f0', '"simple(16)"'],
    ['f8ff', '"simple(255)"'],
    ['c074323031332d30332d32315432303a30343a30305a', '"2013-03-21T20:04:00Z"'],
    ['4401020304', '"AQIDBA=="'],
    ['62c3bc', '"\u00fc"'],
    ['83010203', '[1,2,3]'],
    ['a26161016162820203', '{"a":1,"b":[2,3]}'],
    ['a201020304', '{"1":2,"3":4}'],
    ['5f42010243030405ff', '"AQIDBAU="'],
    ['7f657374726561646d696e67ff', '"streaming"'],
    ['9f018202039f0405ffff', '[1,[2,3],[4,5]]'],
    ['bf6346756ef563416d7421ff', '{"Fun":true,"Amt":-2}'],
  ])('reads %s as %s', async (item, json) => {
    expect(await said(cborDecoder, hex(`81${item}`))).toBe(`[${json}]`);
  });

  it.each([
    ['', 'refused: no bytes'],
    ['01', 'refused: begins with neither a map nor an array'],
    ['820', 'failed: ends too early: 1 bytes wanted at position 1, 0 left'],
    ['8100ff', 'failed: 1 byte left after the value'],
    ['811c', 'failed: a malformed head at position 1'],
    ['81ff', 'failed: a break out of place'],
    ['a1f401', 'failed: a map with a name that is not text or a number'],
    ['8162c328', 'failed: text that is not UTF-8 at position 2'],
    ['815f6161ff', 'failed: a piece of another kind inside a long string'],
    [`${'81'.repeat(65)}00`, 'failed: nested deeper than 64'],
    [`81${'c1'.repeat(10_000)}00`, 'failed: nested deeper than 64'],
    [`${'c1'.repeat(10_000)}8100`, 'failed: nested deeper than 64'],
    [
      '9bffffffffffffffff',
      'failed: ends too early: 1 bytes wanted at position 9, 0 left',
    ],
    [
      '817bffffffffffffffff',
      'failed: ends too early: 18446744073709552000 bytes wanted at position 10, 0 left',
    ],
    ['bf', 'failed: ends too early: 1 bytes wanted at position 1, 0 left'],
  ])('says of %s: %s', async (bytes, words) => {
    expect(await said(cborDecoder, hex(bytes))).toBe(words);
  });

  it('keeps a name that occurs twice, and names of prototypes', async () => {
    const bytes = hex('a3 6161 01 6161 02 69 5f5f70726f746f5f5f 03');
    expect(await said(cborDecoder, bytes)).toBe('{"a":1,"a":2,"__proto__":3}');
  });
});
