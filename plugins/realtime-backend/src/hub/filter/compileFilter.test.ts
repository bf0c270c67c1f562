import {
  ENCODINGS,
  type Encoding,
  type FilterClause,
} from '@backstage-realtime/plugin-realtime-common';
import { aBatch, type TestRecord } from '../testUtils/aBatch';
import { rawProjector } from '../testUtils/rawProjector';
import type { RecordView } from '../Projector';
import { canonicalFilter, compileFilter } from './compileFilter';

function viewOf(record: Partial<TestRecord>, encoding?: Encoding): RecordView {
  const view = {} as RecordView;
  rawProjector().project(aBatch([{ offset: 0n, ...record }]), 0, view);
  if (encoding) view.valueEncoding = ENCODINGS.indexOf(encoding);
  return view;
}

function shows(
  clauses: FilterClause[],
  record: Partial<TestRecord>,
  encoding?: Encoding,
): boolean {
  return compileFilter({ clauses }).matches!(viewOf(record, encoding));
}

const headers = [
  { name: 'Kind', value: Buffer.from('Pong') },
  { name: 'empty', value: null },
];
const value =
  '{"id":"A-7","n":12.5,"big":12345678901234567890,"user":{"id":"Zoë"},"items":[{"sku":"x"}],"none":null,"t":"a\\u0062c"}';

describe('compileFilter', () => {
  it.each<[boolean, FilterClause, Partial<TestRecord>]>([
    [
      true,
      { in: 'any', op: 'contains', text: 'KEY' },
      { key: 'a key', value: null },
    ],
    [
      true,
      { in: 'any', op: 'contains', text: 'pong' },
      { value: null, headers },
    ],
    [
      false,
      { in: 'any', op: 'contains', text: 'nowhere' },
      { key: 'k', value: 'v', headers },
    ],
    [true, { in: 'key', op: 'equals', text: 'ABC' }, { key: 'abc' }],
    [
      false,
      { in: 'key', op: 'equals', text: 'ABC', caseSensitive: true },
      { key: 'abc' },
    ],
    [false, { in: 'key', op: 'equals', text: 'ab' }, { key: 'abc' }],
    [false, { in: 'key', op: 'contains', text: 'a' }, { key: null }],
    [true, { in: 'key', op: 'starts-with', text: 'ab' }, { key: 'ABC' }],
    [false, { in: 'value', op: 'starts-with', text: 'bc' }, { value: 'abc' }],
    [true, { in: 'value', op: 'contains', text: 'ZOË' }, { value: 'hi zoë' }],
    [
      false,
      { in: 'value', op: 'contains', text: 'longer than the value' },
      { value: 'short' },
    ],
    [
      true,
      { in: 'header', name: 'Kind', op: 'equals', text: 'pong' },
      { headers },
    ],
    [
      false,
      { in: 'header', name: 'kind', op: 'equals', text: 'pong' },
      { headers },
    ],
    [
      true,
      { in: 'header', name: 'empty', op: 'exists', text: '' },
      { headers },
    ],
    [
      false,
      { in: 'header', name: 'empty', op: 'contains', text: 'a' },
      { headers },
    ],
    [false, { in: 'header', name: 'Kind', op: 'exists', text: '' }, {}],
    [true, { in: 'field', path: 'id', op: 'equals', text: 'a-7' }, { value }],
    [
      true,
      { in: 'field', path: 'user.id', op: 'contains', text: 'ZO' },
      { value },
    ],
    [
      true,
      { in: 'field', path: 'items.0.sku', op: 'equals', text: 'x' },
      { value },
    ],
    [
      false,
      { in: 'field', path: 'items.1.sku', op: 'equals', text: 'x' },
      { value },
    ],
    [
      true,
      { in: 'field', path: 'big', op: 'equals', text: '12345678901234567890' },
      { value },
    ],
    [true, { in: 'field', path: 'none', op: 'exists', text: '' }, { value }],
    [
      false,
      { in: 'field', path: 'toString', op: 'exists', text: '' },
      { value },
    ],
    [true, { in: 'field', path: 't', op: 'equals', text: 'abc' }, { value }],
    [false, { in: 'field', path: 'id', op: 'equals', text: 'x' }, { value }],
    [true, { in: 'field-number', path: 'n', op: 'gt', number: 12 }, { value }],
    [
      false,
      { in: 'field-number', path: 'n', op: 'lt', number: 12.5 },
      { value },
    ],
    [
      true,
      { in: 'field-number', path: 'n', op: 'lte', number: 12.5 },
      { value },
    ],
    [
      false,
      { in: 'field-number', path: 'id', op: 'gte', number: 0 },
      { value },
    ],
    [
      false,
      { in: 'field-number', path: 'none', op: 'eq', number: 0 },
      { value },
    ],
  ])('shows %s for %j', (expected, clause, record) => {
    expect(shows([clause], record)).toBe(expected);
  });

  it.each<[Partial<TestRecord>, Encoding | undefined]>([
    [{ value: 'not json' }, undefined],
    [{ value: Uint8Array.of(1, 2, 3) }, 'bytes'],
    [{ value: '{"id":1}' }, 'withheld'],
    [{ value: null }, undefined],
  ])(
    'shows a record whose fields cannot be judged: %j %s',
    (record, encoding) => {
      expect(
        shows(
          [{ in: 'field', path: 'id', op: 'equals', text: 'x' }],
          record,
          encoding,
        ),
      ).toBe(true);
    },
  );

  it.each([
    [true, 'with the text', '{"id":"x",}'],
    [true, 'with an escape that may hide the text', '{"id":"\\u0078",}'],
    [false, 'without the text, which no reading of it can hold', '{"id":"a",}'],
  ])('shows %s for damaged JSON %s', (expected, _, damaged) => {
    const clause = {
      in: 'field',
      path: 'id',
      op: 'equals',
      text: 'x',
    } as const;

    expect(shows([clause], { value: damaged })).toBe(expected);
  });

  it('asks for every clause to hold', () => {
    const id: FilterClause = {
      in: 'field',
      path: 'id',
      op: 'equals',
      text: 'A-7',
    };
    const low: FilterClause = {
      in: 'field-number',
      path: 'n',
      op: 'lt',
      number: 1,
    };
    expect(shows([id], { value })).toBe(true);
    expect(shows([id, low], { value })).toBe(false);
  });

  it('knows the partitions wanted', () => {
    expect(compileFilter({ partitions: [1] }).hasPartition(0)).toBe(false);
    expect(compileFilter({ partitions: [1] }).hasPartition(1)).toBe(true);
    expect(compileFilter({ partitions: [] }).hasPartition(1)).toBe(false);
    expect(compileFilter(undefined).hasPartition(9)).toBe(true);
  });

  it('gives equal text to filters that ask the same', () => {
    const a: FilterClause = { in: 'any', op: 'contains', text: 'a' };
    const b: FilterClause = { text: 'b', op: 'equals', in: 'key' };
    expect(canonicalFilter({ partitions: [2, 1, 2], clauses: [a, b] })).toBe(
      canonicalFilter({
        clauses: [{ in: 'key', op: 'equals', text: 'b' }, a],
        partitions: [1, 2],
      }),
    );
    expect(canonicalFilter({ clauses: [a] })).not.toBe(
      canonicalFilter({ clauses: [b] }),
    );
    expect(canonicalFilter(undefined)).not.toBe(
      canonicalFilter({ partitions: [] }),
    );
  });
});
