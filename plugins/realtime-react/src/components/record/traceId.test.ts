import { MASK_TOKEN } from '@backstage-realtime/plugin-realtime-common';
import { aRecord, type RecordParts } from '../../testUtils/buildBatch';
import { carriesText, traceIdOf } from './traceId';

const bytes = (text: string) => new TextEncoder().encode(text);
const header = (name: string, value: string) => ({ name, value: bytes(value) });
const TRACE = '4bf92f3577b34da6a3ce929d0e0e4736';

describe('the id a message is followed by', () => {
  it.each<[string, RecordParts, { name: string; text: string } | undefined]>([
    [
      'a correlation header before all others',
      {
        headers: [header('x-correlation-id', 'order-4711')],
        value: '{"messageId":"8c4344a9"}',
        key: 'a-long-key',
      },
      { name: 'header x-correlation-id', text: 'order-4711' },
    ],
    [
      'a field that names the message',
      { value: '{"messageId":"8c4344a9"}', key: 'a-long-key' },
      { name: 'messageId', text: '8c4344a9' },
    ],
    [
      'the trace id of a traceparent, which stays the same at each hop',
      {
        headers: [header('traceparent', `00-${TRACE}-00f067aa0ba902b7-01`)],
        key: 'a-long-key',
      },
      { name: 'header traceparent', text: TRACE },
    ],
    [
      'the key of a record with a broken traceparent',
      { headers: [header('traceparent', '00-1-2-01')], key: 'a-long-key' },
      { name: 'key', text: 'a-long-key' },
    ],
    ['none that is short enough to be in any record', { key: '42' }, undefined],
    ['none of 513 characters', { key: 'x'.repeat(513) }, undefined],
    [
      'none that the mask hides',
      { value: JSON.stringify({ messageId: MASK_TOKEN }) },
      undefined,
    ],
    ['none of a tombstone without a key', { value: null }, undefined],
  ])('is %s', (_, parts, id) => {
    expect(traceIdOf(aRecord(parts))).toEqual(id);
  });
});

describe('a record', () => {
  it.each<[string, RecordParts, boolean]>([
    ['in its key', { key: 'ping-8C4344A9' }, true],
    ['in its value', { value: '{"id":"8c4344a9-1"}' }, true],
    ['in a header', { headers: [header('id', '8c4344a9')] }, true],
    ['nowhere', { key: 'ping', value: null }, false],
  ])('carries a text %s', (_, parts, carries) => {
    expect(carriesText(aRecord(parts), '8c4344a9')).toBe(carries);
  });
});
