import { findNode, parseJson, toLine } from './json';

const parse = (text: string) => {
  const node = parseJson(text);
  if (!node) throw new Error(`not JSON: ${text}`);
  return node;
};

describe('parseJson', () => {
  it.each([
    '{"a":9007199254740993,"b":1e400,"a":-0.10}',
    '[]',
    '{}',
    '[1,[2,[3]],{"x":null}]',
    '"\\n"',
    'true',
    '{"":""}',
  ])('keeps digits, order and doubled names of %s', text => {
    expect(toLine({ type: 'array', items: [parse(text)] })).toBe(`[${text}]`);
  });

  it.each(['', '{', '[1,]', '{"a"}', '01', "{'a':1}", '1 2', 'nul', '"\n"'])(
    'takes %j for no JSON',
    text => expect(parseJson(text)).toBeUndefined(),
  );

  it('gives up on a depth that would overflow the stack', () => {
    const nested = (depth: number) => '['.repeat(depth) + ']'.repeat(depth);
    expect(parseJson(nested(60))).toBeDefined();
    expect(parseJson(nested(100_000))).toBeUndefined();
  });

  it('reads a string of a million characters', () => {
    const node = parse(JSON.stringify('x'.repeat(1_000_000)));
    expect(toLine(node)).toHaveLength(400);
  });
});

describe('findNode', () => {
  const root = parse('{"user":{"id":7},"items":[{"sku":"a"}],"a.b":1}');

  it.each([
    ['user.id', '7'],
    ['items.0.sku', 'a'],
    ['user', '{"id":7}'],
  ])('finds %s', (path, text) => {
    expect(toLine(findNode(root, path)!)).toBe(text);
  });

  it.each(['user.name', 'items.1.sku', 'user.id.x', ''])(
    'finds nothing at %j',
    path => expect(findNode(root, path)).toBeUndefined(),
  );
});
