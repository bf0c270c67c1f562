import { said } from '../testUtils/said';
import { looksLikeText } from './looksLikeText';
import { textDecoder } from './text';

describe('text', () => {
  it.each(['', 'hello', 'two\nlines\tand\r\n', 'gr\u00fc\u00df \u{1f44b}'])(
    'reads %j',
    async text => {
      expect(await said(textDecoder, Buffer.from(text))).toBe(text);
    },
  );

  it.each([
    [[0x61, 0], 'refused: control characters in the first 4 bytes'],
    [
      [0x61, 0x61, 0x61, 0x61, 0x1b],
      'refused: a control character at position 4',
    ],
    [[0xff, 0x61], 'refused: not UTF-8'],
  ])('says of %j what is wrong', async (bytes, words) => {
    expect(await said(textDecoder, Uint8Array.from(bytes))).toBe(words);
  });
});

describe('looking at the first bytes', () => {
  it.each([
    ['', true],
    ['hello', true],
    ['\u00fc'.repeat(20), true],
    [`x${'\u{1f44b}'.repeat(8)}`, true],
    ['a\u0000', false],
    [`${'a'.repeat(16)}\u0000`, true],
  ])('takes %j for text: %s', (text, isText) => {
    const bytes = Buffer.from(`##${text}`);
    expect(looksLikeText(bytes, 2, bytes.length - 2)).toBe(isText);
  });

  it('does not take a cut character at the very end for text', () => {
    expect(looksLikeText(Uint8Array.from([0x61, 0xc3]), 0, 2)).toBe(false);
  });
});
