import { Type } from 'avsc';
import { hex, inWords } from '../testUtils/said';
import { compileAvro } from './avro';

function compile(schema: unknown, references: unknown[] = []) {
  return compileAvro({
    id: 1,
    type: 'AVRO',
    text: JSON.stringify(schema),
    references: references.map((reference, i) => ({
      name: `r${i}`,
      text: JSON.stringify(reference),
    })),
  });
}

/** Reads bytes with a schema, as text or as `failed: reason`. */
function read(schema: unknown, bytes: Uint8Array): string {
  return inWords(compile(schema).decode(bytes));
}

const logical = (type: string, logicalType: string, more = {}) => ({
  type,
  logicalType,
  ...more,
});

describe('Avro', () => {
  it('reads what a library writes', () => {
    const schema = {
      type: 'record',
      name: 'Ping',
      namespace: 'org.example',
      fields: [
        { name: 'id', type: 'string' },
        { name: 'count', type: 'int', default: 7 },
        { name: 'ratio', type: 'double' },
        { name: 'small', type: 'float' },
        { name: 'ok', type: 'boolean' },
        { name: 'tags', type: { type: 'array', items: 'string' } },
        { name: 'marks', type: { type: 'map', values: 'long' } },
        {
          name: 'kind',
          type: { type: 'enum', name: 'K', symbols: ['A', 'B'] },
        },
        { name: 'sum', type: { type: 'fixed', name: 'F', size: 2 } },
        { name: 'next', type: ['null', 'Ping'], default: null },
      ],
    };
    const value = {
      id: 'p-\u00fc',
      count: -3,
      ratio: 1.25,
      small: 0.5,
      ok: true,
      tags: ['a', 'b'],
      marks: { x: -1 },
      kind: 'B',
      sum: Buffer.from([1, 2]),
      next: null,
    };
    const written = Type.forSchema(schema as never).toBuffer({
      ...value,
      next: value,
    });
    const shown = { ...value, sum: 'AQI=' };
    expect(JSON.parse(read(schema, written))).toEqual({
      ...shown,
      next: shown,
    });
  });

  it.each([
    ['ffffffffffffffffff01', '-9223372036854775808'],
    ['feffffffffffffffff01', '9223372036854775807'],
    ['8280808080808020', '9007199254740993'],
    ['00', '0'],
    ['01', '-1'],
    ['7f', '-64'],
    ['8001', '64'],
  ])('keeps every digit of the long %s', (bytes, digits) => {
    expect(read('long', hex(bytes))).toBe(digits);
  });

  it.each([
    [
      logical('bytes', 'decimal', { precision: 9, scale: 2 }),
      '0404d2',
      '12.34',
    ],
    [logical('bytes', 'decimal', { precision: 9, scale: 2 }), '02ff', '-0.01'],
    [logical('bytes', 'decimal', { precision: 9 }), '0200', '0'],
    [logical('int', 'date'), 'd4c402', '"2026-11-21"'],
    [logical('int', 'time-millis'), 'd00f', '"00:00:01.000"'],
    [logical('long', 'timestamp-millis'), '01', '"1969-12-31T23:59:59.999Z"'],
    [
      logical('long', 'timestamp-micros'),
      '02',
      '"1970-01-01T00:00:00.000001Z"',
    ],
    [
      logical('long', 'local-timestamp-millis'),
      '02',
      '"1970-01-01T00:00:00.001"',
    ],
    [
      logical('long', 'timestamp-millis'),
      'feffffffffffffffff01',
      '9223372036854775807',
    ],
    [logical('string', 'uuid'), '026b', '"k"'],
    [logical('long', 'unheard-of'), '02', '1'],
  ])('reads %j %s as %s', (schema, bytes, json) => {
    expect(read(schema, hex(bytes))).toBe(json);
  });

  it('keeps 64-bit defaults in the schema from doing harm', () => {
    const schema = `{"type":"record","name":"R","fields":[{"name":"a","type":"long","default":9223372036854775807}]}`;
    const compiled = compileAvro({
      id: 1,
      type: 'AVRO',
      text: schema,
      references: [],
    });
    expect(inWords(compiled.decode(hex('02')))).toBe('{"a":1}');
  });

  it('uses the schemas it refers to', () => {
    const user = {
      type: 'record',
      name: 'org.example.User',
      fields: [{ name: 'email', type: 'string' }],
    };
    const list = { type: 'array', items: 'org.example.User' };
    const result = compile(list, [user]).decode(hex('02 02 61 00'));
    expect(inWords(result)).toBe('[{"email":"a"}]');
  });

  const self = {
    type: 'record',
    name: 'R',
    fields: [{ name: 'r', type: ['null', 'R'] }],
  };

  it.each([
    ['bytes left over', 'int', '0200', 'failed: 1 byte left after the value'],
    [
      'a cut value',
      'string',
      '0a61',
      'failed: ends too early: 5 bytes wanted at position 1, 1 left',
    ],
    ['a negative length', 'bytes', '01', 'failed: a negative length'],
    [
      'an unknown branch',
      ['null', 'int'],
      '04',
      'failed: a branch the union does not have',
    ],
    [
      'an unknown symbol',
      { type: 'enum', name: 'E', symbols: ['A'] },
      '02',
      'failed: a symbol the enum does not have',
    ],
    [
      'a strange boolean',
      'boolean',
      '02',
      'failed: a boolean that is neither 0 nor 1',
    ],
    [
      'over 64 bits',
      'long',
      'ff'.repeat(11),
      'failed: an integer over 64 bits',
    ],
    [
      'items that take no bytes',
      { type: 'array', items: 'null' },
      'feffffffffffffffff01',
      'failed: more than 200000 items',
    ],
    [
      'endless nesting',
      self,
      '02'.repeat(1000),
      'failed: nested deeper than 64',
    ],
  ])('says what is wrong with %s', (_, schema, bytes, words) => {
    expect(read(schema, hex(bytes))).toBe(words);
  });

  it('does not take what is not a schema', () => {
    expect(() => compile({ type: 'unheard' })).toThrow();
  });
});
