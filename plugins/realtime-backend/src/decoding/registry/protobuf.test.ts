import { parse } from 'protobufjs';
import { hex, inWords } from '../testUtils/said';
import { compileProtobuf } from './protobuf';

const FILE = `
  syntax = "proto3";
  package org.example;
  import "google/protobuf/timestamp.proto";
  import "user.proto";
  enum Kind { UNKNOWN = 0; PING = 1; }
  message First { string name = 1; }
  message Second {
    message Inner { sint64 deep = 1; }
    uint64 big = 1;
    repeated int32 some_numbers = 2;
    map<int64, string> names = 3;
    Kind kind = 4;
    bytes raw = 5;
    User user = 6;
    Inner inner = 7;
    double ratio = 8;
    google.protobuf.Timestamp at = 9;
  }`;

const USER = `syntax = "proto3"; package org.example; message User { string email = 1; }`;

function compile() {
  return compileProtobuf({
    id: 1,
    type: 'PROTOBUF',
    text: FILE,
    references: [{ name: 'user.proto', text: USER }],
  });
}

const read = (bytes: Uint8Array) => inWords(compile().decode(bytes));

describe('Protobuf', () => {
  it('reads the first message for a lone zero', () => {
    expect(read(hex('00 0a 01 61'))).toBe('{"name":"a"}');
  });

  it('reads the message the index names, with every kind of field', () => {
    const body = [
      '08 ffffffffffffffffff01',
      '12 03 01 02 03',
      '1a 0d 08 ffffffffffffffff7f 12 01 78',
      '20 01',
      '2a 02 0102',
      '32 03 0a 01 65',
      '3a 0b 08 ffffffffffffffffff01',
      '41 000000000000f83f',
      '4a 02 08 05',
    ].join('');
    expect(read(hex(`02 02 ${body}`))).toBe(
      '{"big":18446744073709551615,"some_numbers":[1,2,3],' +
        '"names":{"9223372036854775807":"x"},"kind":"PING","raw":"AQI=",' +
        '"user":{"email":"e"},"inner":{"deep":-9223372036854775808},' +
        '"ratio":1.5,"at":{"seconds":5}}',
    );
  });

  it('reads a nested message', () => {
    expect(read(hex('04 02 00 08 02'))).toBe('{"deep":1}');
  });

  it('leaves fields out that were not sent', () => {
    expect(read(hex('00'))).toBe('{}');
  });

  it('shows a number no name of the enum has', () => {
    expect(read(hex('02 02 20 63'))).toBe('{"kind":99}');
  });

  it.each([
    [
      'no index',
      '',
      'failed: ends too early: 1 bytes wanted at position 0, 0 left',
    ],
    [
      'an index no message has',
      '02 0e',
      'failed: a message the schema does not have',
    ],
    [
      'an index of absurd length',
      'feffffff0f',
      'failed: a message index that cannot be read',
    ],
    [
      'an index that never ends',
      'ffffffffffff',
      'failed: a message index that cannot be read',
    ],
    ['a cut field', '00 0a 05 61', 'failed: the bytes do not fit the message'],
    [
      'an unknown wire type',
      '00 0f',
      'failed: the bytes do not fit this encoding',
    ],
  ])('says what is wrong with %s', (_, bytes, words) => {
    expect(read(hex(bytes))).toBe(words);
  });

  it('stops at nesting made to exhaust the stack', () => {
    const text = 'syntax = "proto3"; message R { R r = 1; }';
    const type = parse(text).root.lookupType('R');
    let bytes = type.encode(type.create({})).finish();
    for (let i = 0; i < 90; i += 1) {
      bytes = Buffer.concat([hex('0a'), varint(bytes.length), bytes]);
    }
    const compiled = compileProtobuf({
      id: 1,
      type: 'PROTOBUF',
      text,
      references: [],
    });
    const framed = Buffer.concat([hex('00'), bytes]);
    expect(inWords(compiled.decode(framed))).toBe(
      'failed: nested deeper than 64',
    );
  });

  it('does not take what is not a schema', () => {
    expect(() =>
      compileProtobuf({ id: 1, type: 'PROTOBUF', text: '{', references: [] }),
    ).toThrow();
  });
});

function varint(value: number): Uint8Array {
  return value < 128
    ? Uint8Array.of(value)
    : Uint8Array.of((value % 128) + 128, Math.floor(value / 128));
}
