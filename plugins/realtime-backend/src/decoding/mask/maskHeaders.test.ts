import {
  readHeaderBlock,
  writeHeaderBlock,
} from '@backstage-realtime/plugin-realtime-common';
import { ByteSink } from '../json/ByteSink';
import { maskHeaders } from './maskHeaders';

const names = new Set(['token']);
const bytes = (text: string) => new TextEncoder().encode(text);

describe('masking headers', () => {
  it('takes every value of the named headers out and keeps the others', () => {
    const block = writeHeaderBlock([
      { name: 'a', value: bytes('1') },
      { name: 'Token', value: bytes('x'.repeat(300)) },
      { name: 'n', value: null },
      { name: 'TOKEN', value: bytes('secret') },
    ]);
    const sink = new ByteSink();
    expect(maskHeaders(block, 0, block.length, 4, names, sink)).toBe(2);
    const masked = sink.bytes.slice(0, sink.length);
    expect(Buffer.from(masked).toString()).not.toContain('secret');
    expect(
      readHeaderBlock(masked, 4).map(header => [header.name, header.masked]),
    ).toEqual([
      ['a', undefined],
      ['Token', true],
      ['n', undefined],
      ['TOKEN', true],
    ]);
  });

  it('copies nothing when no header is named', () => {
    const block = writeHeaderBlock([{ name: 'a', value: bytes('token') }]);
    const sink = new ByteSink();
    expect(maskHeaders(block, 0, block.length, 1, names, sink)).toBe(0);
    expect(sink.length).toBe(0);
  });

  it('gives up on a damaged block at any cut, and on bytes behind the last header', () => {
    const block = writeHeaderBlock([{ name: 'token', value: bytes('secret') }]);
    const sink = new ByteSink();
    for (let end = 0; end < block.length; end += 1) {
      expect(maskHeaders(block, 0, end, 1, names, sink)).toBeUndefined();
    }
    const longer = Buffer.concat([block, bytes('x')]);
    expect(
      maskHeaders(longer, 0, longer.length, 1, names, sink),
    ).toBeUndefined();
  });
});
