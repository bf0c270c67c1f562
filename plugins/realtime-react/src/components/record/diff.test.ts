import type { ViewedRecord } from '@backstage-realtime/plugin-realtime-common';
import type { Row, RowWindow } from '../../store/StreamSnapshot';
import { parseJsonTree } from '../../decoding/parseJsonTree';
import { diffValues, previousOfKey } from './diff';

const MASKED = '"\u2022\u2022\u2022"';

function diffOf(before: string, after: string) {
  const [a, b] = [before, after].map(parseJsonTree);
  if (!a || !b) throw new Error('not JSON');
  return diffValues(a, b);
}

describe('diffValues', () => {
  it.each([
    ['equal values', '{"a":1}', '{"a":1}', [], 1, 0],
    ['another order', '{"a":1,"b":2}', '{"b":2,"a":1}', [], 2, 0],
    [
      'digits beyond 2^53',
      '{"n":9007199254740993}',
      '{"n":9007199254740992}',
      [
        {
          kind: 'changed',
          path: 'n',
          before: '9007199254740993',
          after: '9007199254740992',
        },
      ],
      0,
      0,
    ],
    [
      'another type with the same text',
      '{"n":1}',
      '{"n":"1"}',
      [{ kind: 'changed', path: 'n', before: '1', after: '1' }],
      0,
      0,
    ],
    [
      'nested fields that came and went',
      '{"u":{"id":1,"old":2}}',
      '{"u":{"id":1,"new":[3]}}',
      [
        { kind: 'added', path: 'u.new.0', after: '3' },
        { kind: 'removed', path: 'u.old', before: '2' },
      ],
      1,
      0,
    ],
    ['a masked field', `{"ip":${MASKED}}`, `{"ip":${MASKED}}`, [], 0, 1],
    ['empty containers', '{"a":[],"b":{}}', '{"a":[],"b":{}}', [], 2, 0],
  ])('compares %s', (_, before, after, changes, equal, masked) => {
    expect(diffOf(before, after)).toEqual({ changes, equal, masked });
  });

  it('sees a difference at the end of a long text', () => {
    const long = 'x'.repeat(2_000);
    expect(diffOf(`{"t":"${long}a"}`, `{"t":"${long}b"}`).changes).toHaveLength(
      1,
    );
  });
});

function aRow(id: string, key: string | null, part = {}): Row {
  const record = {
    keyEncoding: 'text',
    key: key === null ? null : new TextEncoder().encode(key),
    ...part,
  } as ViewedRecord;
  return { kind: 'record', id, record };
}

function windowOf(...rows: Row[]): RowWindow {
  return {
    length: rows.length,
    at: i => rows[i],
    indexOf: id => rows.findIndex(row => row.id === id),
    bytes: 0,
    maxRows: 10,
    maxBytes: 10,
  };
}

describe('previousOfKey', () => {
  const withheld = { keyEncoding: 'withheld' };
  const rows = windowOf(
    aRow('newest', 'a'),
    aRow('null', null),
    aRow('b', 'b'),
    aRow('kept back', '', withheld),
    {
      kind: 'gap',
      id: 'gap',
      atMs: 0,
      gap: { partition: 0, reason: 'lapped' },
    },
    aRow('older', 'a'),
    aRow('null too', null),
    aRow('kept back too', '', withheld),
    aRow('oldest', 'a'),
  );
  const recordOf = (id?: string) => {
    const row = id === undefined ? undefined : rows.at(rows.indexOf(id));
    return row?.kind === 'record' ? row.record : undefined;
  };

  it.each([
    ['newest', 'older'],
    ['older', 'oldest'],
    ['oldest', undefined],
    ['b', undefined],
    ['null', undefined],
    ['kept back', undefined],
    ['gap', undefined],
    ['not there', undefined],
  ])('of %s is %s', (id, expected) => {
    expect(previousOfKey(rows, id)).toBe(recordOf(expected));
  });
});
