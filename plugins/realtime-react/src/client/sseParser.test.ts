import { MAX_EVENT_CHARS, SseFormatError, SseParser } from './sseParser';

describe('the parser of server-sent events', () => {
  it.each([
    [
      'one event',
      ['event: frame\ndata: {"a":1}\n\n'],
      [{ event: 'frame', data: '{"a":1}' }],
    ],
    [
      'comments and padding',
      [': hi\n\n:\n\nevent: x\ndata: 1\n\n'],
      [{ event: 'x', data: '1' }],
    ],
    [
      'an event without a name',
      ['data: 1\n\n'],
      [{ event: 'message', data: '1' }],
    ],
    [
      'several data lines',
      ['data: 1\ndata: 2\n\n'],
      [{ event: 'message', data: '1\n2' }],
    ],
    ['an event without data', ['event: frame\n\n'], []],
    ['an event that is not finished', ['event: frame\ndata: 1\n'], []],
    [
      'carriage returns',
      ['event: frame\r\ndata: 1\r\n\r\n'],
      [{ event: 'frame', data: '1' }],
    ],
    [
      'only one leading space',
      ['data:  1\n\n'],
      [{ event: 'message', data: ' 1' }],
    ],
  ])('reads %s', (_, pieces, expected) => {
    const parser = new SseParser();
    expect(pieces.flatMap(piece => parser.push(piece))).toEqual(expected);
  });

  it('reads the same however the text is cut', () => {
    const text =
      'event: frame\r\ndata: one\r\n\r\n: beat\n\nevent: batch\ndata: QUJD\n\n';
    const parser = new SseParser();
    expect([...text].flatMap(character => parser.push(character))).toEqual([
      { event: 'frame', data: 'one' },
      { event: 'batch', data: 'QUJD' },
    ]);
  });

  it('refuses an event without end', () => {
    const parser = new SseParser();
    parser.push(`data: ${'x'.repeat(MAX_EVENT_CHARS - 6)}`);
    expect(() => parser.push('x')).toThrow(SseFormatError);
  });
});
