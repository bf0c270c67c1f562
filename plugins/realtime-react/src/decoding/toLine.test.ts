import { parseJsonTree } from './parseJsonTree';
import { toLine } from './toLine';

function lineOf(text: string): string {
  const tree = parseJsonTree(text);
  if (!tree) throw new Error(`not JSON: ${text}`);
  return toLine(tree);
}

describe('a value on one line', () => {
  it.each([
    '{"a":9007199254740993,"b":1e400,"a":-0.10}',
    '[]',
    '{}',
    '[1,[2,[3]],{"x":null}]',
    '["\\n",true]',
    '{"":""}',
  ])('keeps digits, order and doubled names of %s', text => {
    expect(lineOf(text)).toBe(text);
  });

  it('is a string without its quotes', () => {
    expect(lineOf('"a \\"b\\""')).toBe('a "b"');
  });

  it.each([
    ['a string of a million characters', JSON.stringify('x'.repeat(1_000_000))],
    ['a list of a million items', `[${'1,'.repeat(999_999)}1]`],
  ])('is cut for %s', (_, text) => {
    expect(lineOf(text)).toHaveLength(400);
  });
});
