import type { ViewedRecord } from '@backstage-realtime/plugin-realtime-common';
import { aRecord } from '../../testUtils/buildBatch';
import { undecodedAround } from './undecoded';

const bytes = (text: string) => new TextEncoder().encode(text);

function from(source: string, isDecoded: boolean): ViewedRecord {
  return aRecord({
    valueEncoding: isDecoded ? 'json' : 'bytes',
    headers: [
      { name: 'version', value: bytes('2') },
      { name: 'source', value: bytes(source) },
    ],
  });
}

describe('records that cannot be decoded', () => {
  it('are counted, and named by a header that all of them share and not all others', () => {
    const bad = from('gateway-c', false);
    const records = [bad, from('gateway-c', false), from('gateway-a', true)];
    expect(undecodedAround(bad, records)).toEqual({
      count: 2,
      of: 3,
      header: { name: 'source', text: 'gateway-c' },
    });
  });

  it.each<[string, ViewedRecord[]]>([
    ['they come from two places', [from('gateway-b', false)]],
    ['every record that was decoded has it too', [from('gateway-c', true)]],
  ])('have no header of their own when %s', (_, others) => {
    const bad = from('gateway-c', false);
    expect(undecodedAround(bad, [bad, ...others]).header).toBeUndefined();
  });

  it('are never named by a header that the mask hides', () => {
    const bad = aRecord({
      valueEncoding: 'withheld',
      headers: [{ name: 'session', value: null, masked: true }],
    });
    expect(undecodedAround(bad, [bad])).toEqual({ count: 1, of: 1 });
  });
});
