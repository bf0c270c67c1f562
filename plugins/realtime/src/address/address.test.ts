import { DEFAULT_QUERY } from '@backstage-realtime/plugin-realtime-react';
import type { Offset } from '@backstage-realtime/plugin-realtime-common';
import { readAddress, writeAddress, type PageAddress } from './address';

const plain: PageAddress = {
  query: { ...DEFAULT_QUERY, partitions: undefined },
  columns: [],
};

const full: PageAddress = {
  stream: 'kafka:prod-eu1/pong_topic',
  query: {
    from: {
      at: 'offset',
      partition: 3,
      offset: '9223372036854775807' as Offset,
    },
    until: '9223372036854775807' as Offset,
    partitions: [0, 3],
    clauses: [
      { in: 'field-number', path: 'processingTimeMs', op: 'gte', number: 90 },
      { in: 'header', name: 'source', op: 'starts-with', text: 'a&b=c' },
    ],
    maxPerSecond: undefined,
  },
  columns: [
    { source: 'value', name: 'user.id' },
    { source: 'header', name: 'x:y' },
  ],
  record: { partition: 5, offset: '9223372036854775807' },
  tab: 'raw',
};

describe('address', () => {
  it.each<[string, PageAddress]>([
    ['nothing chosen', plain],
    ['everything chosen', full],
    [
      'a time',
      {
        ...plain,
        query: { ...plain.query, from: { at: 'timestamp', timestampMs: 1 } },
      },
    ],
    [
      'a resume position with separators',
      {
        ...plain,
        query: {
          ...plain.query,
          from: { at: 'resume', position: 'a%3B;0:1,1:2' },
        },
      },
    ],
    [
      'from now',
      { ...plain, query: { ...plain.query, from: { at: 'latest' } } },
    ],
  ])('reads back what it wrote: %s', (_, address) => {
    const params = writeAddress(new URLSearchParams(), address);
    expect(readAddress(new URLSearchParams(params.toString()))).toEqual(
      address,
    );
  });

  it('is empty for the page without choices', () => {
    expect(writeAddress(new URLSearchParams(), plain).toString()).toBe('');
  });

  it('keeps parameters of others', () => {
    const params = writeAddress(new URLSearchParams('group=a&max=50'), plain);
    expect(params.toString()).toBe('group=a');
  });

  it.each([
    ['from=offset:3:abc', plain.query.from],
    ['from=last:0', plain.query.from],
    ['from=last:100000', plain.query.from],
    ['from=time:-1', plain.query.from],
    ['from=yesterday', plain.query.from],
    ['to=17', plain.query.from],
  ])('opens an old or broken link %s with the default start', (text, from) => {
    expect(readAddress(new URLSearchParams(text)).query.from).toEqual(from);
  });

  it('leaves out conditions, columns and records it cannot read', () => {
    const params = new URLSearchParams([
      ['where', '{'],
      ['where', '{"in":"moon"}'],
      ['col', 'nothing'],
      ['record', '3:x'],
      ['tab', 'secret'],
      ['max', '0'],
      ['p', 'x'],
    ]);
    expect(readAddress(params)).toEqual({ ...plain, tab: undefined });
  });

  it('takes no more conditions than a filter may have', () => {
    const params = new URLSearchParams();
    for (let i = 0; i < 20; i += 1) {
      params.append('where', `{"in":"any","op":"contains","text":"${i}"}`);
    }
    expect(readAddress(params).query.clauses).toHaveLength(8);
  });
});
