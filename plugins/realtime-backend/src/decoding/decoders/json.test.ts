import { said } from '../testUtils/said';
import { jsonDecoder } from './json';

const bytes = (text: string) => Buffer.from(text);

describe('JSON', () => {
  it.each([
    '{"id":9007199254740993,"ratio":0.10}',
    ' [1, 2] ',
    '"text"',
    `${'['.repeat(64)}${']'.repeat(64)}`,
  ])('passes %.30s on as it came', async text => {
    expect(await said(jsonDecoder, bytes(text))).toBe(text);
  });

  it.each([
    ['', 'refused: no bytes'],
    ['hello', 'refused: unexpected byte 0x68 at position 0'],
    ['\u0000', 'refused: unexpected byte 0x00 at position 0'],
    ['{"a":1', 'failed: ends too early, after 6 bytes'],
    ['{"a":\u0001}', 'failed: unexpected byte 0x01 at position 5'],
    [`${'['.repeat(65)}${']'.repeat(65)}`, 'failed: nested deeper than 64'],
  ])('says of %.10j what is wrong', async (text, words) => {
    expect(await said(jsonDecoder, bytes(text))).toBe(words);
  });

  it('does not take bytes that are not UTF-8', async () => {
    const broken = Uint8Array.from([0x22, 0xc3, 0x28, 0x22]);
    expect(await said(jsonDecoder, broken)).toBe('failed: not UTF-8');
  });
});
