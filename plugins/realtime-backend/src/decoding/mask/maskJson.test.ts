import { MASK_TOKEN } from '@backstage-realtime/plugin-realtime-common';
import { ByteSink } from '../json/ByteSink';
import { compilePaths } from './compilePaths';
import { maskJson } from './maskJson';

const M = `"${MASK_TOKEN}"`;

/** Masked text; undefined when the value must be withheld. */
function mask(json: string | Uint8Array, ...paths: string[]) {
  const bytes = Buffer.from(json);
  const sink = new ByteSink();
  const root = compilePaths(paths);
  if (!root) throw new Error('no paths');
  const count = maskJson(bytes, 0, bytes.length, root, sink);
  if (count === undefined) return undefined;
  const shown = count === 0 ? bytes : sink.bytes.subarray(0, sink.length);
  return Buffer.from(shown).toString();
}

describe('masking JSON', () => {
  it.each([
    ['a name at the root', '{"a":1,"b":2}', ['a'], `{"a":${M},"b":2}`],
    ['a path', '{"a":{"b":1},"b":2}', ['a.b'], `{"a":{"b":${M}},"b":2}`],
    [
      'one level by *',
      '{"x":{"b":1},"b":2}',
      ['*.b'],
      `{"x":{"b":${M}},"b":2}`,
    ],
    ['no level by **', '{"b":1}', ['**.b'], `{"b":${M}}`],
    [
      'many levels by **',
      '[{"x":[{"b":1}]},{"b":2}]',
      ['**.b'],
      `[{"x":[{"b":${M}}]},{"b":${M}}]`,
    ],
    [
      '** in the middle',
      '{"a":{"x":{"b":1}},"b":1}',
      ['a.**.b'],
      `{"a":{"x":{"b":${M}}},"b":1}`,
    ],
    ['everything below', '{"a":{"b":1},"c":2}', ['a.**'], `{"a":${M},"c":2}`],
    ['an element', '{"a":[1,2,3]}', ['a[1]'], `{"a":[1,${M},3]}`],
    ['an element by dot', '{"a":[1,2]}', ['a.0'], `{"a":[${M},2]}`],
    ['every element', '{"a":[1,[2]]}', ['a[*]'], `{"a":[${M},${M}]}`],
    [
      'elements of objects',
      '[{"b":1},{"b":2}]',
      ['[*].b'],
      `[{"b":${M}},{"b":${M}}]`,
    ],
    [
      'a quoted name with dots',
      '{"a.b":{"c":1}}',
      ['["a.b"].c'],
      `{"a.b":{"c":${M}}}`,
    ],
    ['a name in any case', '{"EMail":1}', ['email'], `{"EMail":${M}}`],
    [
      'objects and arrays whole',
      '{"a":{"b":[1]},"c":[{}]}',
      ['a', 'c'],
      `{"a":${M},"c":${M}}`,
    ],
    [
      'null and empty values',
      '{"a":null,"b":""}',
      ['a', 'b'],
      `{"a":${M},"b":${M}}`,
    ],
  ])('finds %s', (_, json, paths, masked) => {
    expect(mask(json, ...paths)).toBe(masked);
  });

  it.each([
    ['a name that occurs twice', '{"a":1,"a":2}', `{"a":${M},"a":${M}}`],
    ['an escaped name', '{"\\u0061":1}', `{"\\u0061":${M}}`],
    ['white space everywhere', ' { "a" : [ 1 ] } ', ` { "a" : ${M} } `],
    [
      'quotes and brackets in strings',
      '{"x":"\\"a\\":1}","a":2}',
      `{"x":"\\"a\\":1}","a":${M}}`,
    ],
    [
      'the name of a prototype',
      '{"__proto__":{"a":1}}',
      '{"__proto__":{"a":1}}',
    ],
    [
      'a very long number',
      `{"n":${'9'.repeat(400)},"a":1}`,
      `{"n":${'9'.repeat(400)},"a":${M}}`,
    ],
    [
      'numbers of every form',
      '{"n":[-0,0.10,1E+2,-1e-3],"a":1}',
      `{"n":[-0,0.10,1E+2,-1e-3],"a":${M}}`,
    ],
  ])('is not fooled by %s', (_, json, masked) => {
    expect(mask(json, 'a')).toBe(masked);
  });

  it('masks names that prototypes have', () => {
    const json = '{"__proto__":1,"constructor":2,"toString":3}';
    expect(mask(json, '__proto__', 'constructor', 'toString')).toBe(
      `{"__proto__":${M},"constructor":${M},"toString":${M}}`,
    );
  });

  it('compares names beyond ASCII', () => {
    expect(mask('{"größe":1,"GRÖSSE":2}', 'größe')).toBe(
      `{"größe":${M},"GRÖSSE":2}`,
    );
  });

  it.each([
    ['nothing', ''],
    ['a value that is cut off', '{"a":1'],
    ['a string that is cut off', '{"b":"x'],
    ['an escape that is cut off', '{"b":"\\u00'],
    ['an unknown escape', '{"b":"\\x41"}'],
    ['a second value', '{"b":1} {"a":2}'],
    ['a comma at the end', '{"b":1,}'],
    ['names without quotes', '{a:1}'],
    ['single quotes', "{'a':1}"],
    ['a comment', '{/* */"a":1}'],
    ['a leading zero', '{"b":01}'],
    ['a bare point', '{"b":1.}'],
    ['a word JSON does not know', '{"b":NaN}'],
    ['a control character in a string', '{"b":"\u0001"}'],
    ['a byte order mark', '\ufeff{"a":1}'],
    ['65 levels', '['.repeat(65) + ']'.repeat(65)],
    [
      'bytes that are not UTF-8',
      Uint8Array.from([0x5b, 0x22, 0xff, 0x22, 0x5d]),
    ],
  ])('cannot look into %s', (_, json) => {
    expect(mask(json, 'a')).toBeUndefined();
  });

  it('looks into 64 levels', () => {
    const json = `${'['.repeat(63)}{"a":1}${']'.repeat(63)}`;
    expect(mask(json, '**.a')).toContain(M);
  });

  it('masks everything under a path it cannot read', () => {
    expect(mask('{"x":1}', 'a..b')).toBe(M);
  });

  it('agrees with a parser on which JSON there is', () => {
    const shapes = [
      '{"a":[1,{"b":null}],"c":"\\n\\u00e9"}',
      '[]',
      '{}',
      '"x"',
      '1',
      'true',
    ];
    for (const whole of shapes) {
      for (let end = 0; end <= whole.length; end += 1) {
        const json = whole.slice(0, end);
        expect([json, mask(json, 'nowhere') !== undefined]).toEqual([
          json,
          isJson(json),
        ]);
      }
    }
  });

  it('does not open JSON inside a string', () => {
    const json = '{"b":"{\\"a\\":1}"}';
    expect(mask(json, '**.a')).toBe(json);
  });
});

function isJson(text: string): boolean {
  try {
    JSON.parse(text);
    return true;
  } catch {
    return false;
  }
}
