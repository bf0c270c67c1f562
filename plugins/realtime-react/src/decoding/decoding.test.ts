import { aRecord } from '../testUtils/buildBatch';
import { MAX_JSON_DEPTH, parseJsonTree } from './parseJsonTree';
import { leafText, projectField } from './projectField';
import { readBytes, readKey, readValue } from './readValue';

const utf8 = new TextEncoder();

describe('reading a value', () => {
  it.each([
    ['unknown', '{"a":1}', { kind: 'json', text: '{"a":1}' }],
    [
      'unknown',
      ' 12345678901234567890 ',
      { kind: 'json', text: ' 12345678901234567890 ' },
    ],
    ['unknown', '{"a":1', { kind: 'text', text: '{"a":1' }],
    ['unknown', 'line\tone\r\n', { kind: 'text', text: 'line\tone\r\n' }],
    ['unknown', '', { kind: 'text', text: '' }],
    [
      'unknown',
      '\u0000\u0001',
      { kind: 'bytes', bytes: utf8.encode('\u0000\u0001') },
    ],
    ['text', '{"a":1}', { kind: 'text', text: '{"a":1}' }],
    ['avro', '{"a":1}', { kind: 'json', text: '{"a":1}' }],
    ['bytes', 'abc', { kind: 'bytes', bytes: utf8.encode('abc') }],
    ['withheld', 'abc', { kind: 'withheld' }],
  ] as const)('of encoding %s holding %j', (encoding, text, expected) => {
    expect(readBytes(encoding, utf8.encode(text))).toMatchObject(expected);
  });

  it('shows bytes that are not UTF-8 as bytes, whatever was promised', () => {
    const bytes = Uint8Array.of(0xff, 0xfe, 0x41);
    expect(readBytes('unknown', bytes)).toEqual({ kind: 'bytes', bytes });
    expect(readBytes('json', bytes)).toEqual({ kind: 'bytes', bytes });
  });

  it('tells a tombstone and a withheld value from an empty one', () => {
    expect(readValue(aRecord({ value: null }))).toEqual({ kind: 'null' });
    expect(
      readValue(aRecord({ value: null, valueEncoding: 'withheld' })),
    ).toEqual({ kind: 'withheld' });
    expect(readValue(aRecord({ value: '' }))).toEqual({
      kind: 'text',
      text: '',
    });
  });

  it('keeps JSON beyond its bound as text', () => {
    const text = `"${'x'.repeat(262_143)}"`;
    expect(readBytes('json', utf8.encode(text))).toEqual({
      kind: 'text',
      text,
    });
    expect(readBytes('json', utf8.encode(text.slice(1)))).toMatchObject({
      kind: 'text',
    });
    expect(readBytes('json', utf8.encode(`"${text.slice(2)}`))).toMatchObject({
      kind: 'json',
    });
  });

  it('reads a record once', () => {
    const record = aRecord({ key: 'k', value: '{}' });
    expect(readValue(record)).toBe(readValue(record));
    expect(readKey(record)).toEqual({ kind: 'text', text: 'k' });
  });
});

describe('the tree of a JSON text', () => {
  it('keeps digits, order and names that occur twice', () => {
    expect(
      parseJsonTree(
        '{"b":9007199254740993,"a":1.50,"b":[true,null,"\\u0041\\n"]}',
      ),
    ).toEqual({
      kind: 'object',
      entries: [
        { name: 'b', value: { kind: 'number', text: '9007199254740993' } },
        { name: 'a', value: { kind: 'number', text: '1.50' } },
        {
          name: 'b',
          value: {
            kind: 'array',
            items: [
              { kind: 'boolean', value: true },
              { kind: 'null' },
              { kind: 'string', text: 'A\n' },
            ],
          },
        },
      ],
    });
  });

  it.each([
    '{}',
    '[]',
    ' [ ] ',
    '{ "a" : { } }',
    '-0',
    '1e5',
    '1E-5',
    '"\\ud83d\\ude00"',
    'null',
    '""',
  ])('takes %j, as JSON.parse does', text => {
    expect(() => JSON.parse(text)).not.toThrow();
    expect(parseJsonTree(text)).toBeDefined();
  });

  it.each([
    '',
    ' ',
    '01',
    '1.',
    '.5',
    '+1',
    '[1,]',
    '{"a":1,}',
    '{a:1}',
    "'a'",
    '"\n"',
    '"\\x"',
    'nul',
    '1 2',
    '[1',
    'NaN',
  ])('refuses %j, as JSON.parse does', text => {
    expect(() => JSON.parse(text)).toThrow(SyntaxError);
    expect(parseJsonTree(text)).toBeUndefined();
  });

  it('refuses what is nested deeper than its bound, without a stack overflow', () => {
    const nested = (depth: number) => '['.repeat(depth) + ']'.repeat(depth);
    expect(parseJsonTree(nested(MAX_JSON_DEPTH))).toBeDefined();
    expect(parseJsonTree(nested(MAX_JSON_DEPTH + 2))).toBeUndefined();
    expect(parseJsonTree(nested(1_000_000))).toBeUndefined();
  });
});

describe('a field of a record', () => {
  const record = aRecord({
    value:
      '{"user":{"id":12345678901234567890},"items":[{"sku":"a"},{"sku":"b"}],"n":null}',
  });

  it.each([
    ['user.id', '12345678901234567890'],
    ['items.1.sku', 'b'],
    ['n', 'null'],
    ['user', undefined],
    ['items.2.sku', undefined],
    ['items.x', undefined],
    ['user.id.x', undefined],
    ['', undefined],
  ])('at %j is %j', (path, expected) => {
    const tree = projectField(record, path);
    expect(tree && leafText(tree)).toBe(expected);
  });

  it('is nowhere in a value that is not JSON', () => {
    expect(projectField(aRecord({ value: 'plain' }), 'a')).toBeUndefined();
    expect(projectField(aRecord({ value: null }), 'a')).toBeUndefined();
  });
});
