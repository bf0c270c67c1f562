import type { RecordHeader } from '../model';
import { readHeaderBlock, writeHeaderBlock } from './headerBlock';

const bytes = (...values: number[]) => Uint8Array.from(values);

describe('header blocks', () => {
  const headers: RecordHeader[] = [
    { name: 'source', value: bytes(103, 97) },
    { name: 'source', value: bytes() },
    { name: 'empty', value: null },
    { name: 'authorization', value: null, masked: true },
    { name: 'größe', value: new Uint8Array(300).fill(7) },
  ];

  it('read back with order, doubles, nulls and masks kept', () => {
    expect(readHeaderBlock(writeHeaderBlock(headers), headers.length)).toEqual(
      headers,
    );
  });

  it('hold a thousand headers', () => {
    const many = Array.from({ length: 1_000 }, (_, i) => ({
      name: `h${i}`,
      value: bytes(i % 256),
    }));
    expect(readHeaderBlock(writeHeaderBlock(many), 1_000)).toHaveLength(1_000);
  });

  it.each([
    ['a length past the end', bytes(20, 65)],
    ['a value past the end', bytes(2, 65, 100, 1)],
    ['a varint that never ends', bytes(255, 255, 255, 255, 255, 255)],
    ['a negative name length', bytes(1, 65)],
    ['nothing', bytes()],
  ])('yield no header from %s', (_, block) => {
    expect(readHeaderBlock(block, 3)).toEqual([]);
  });

  it('yield the headers before the damage', () => {
    const block = writeHeaderBlock(headers.slice(0, 2));
    const damaged = Uint8Array.from([...block, 40, 1, 2]);
    expect(readHeaderBlock(damaged, 5)).toEqual(headers.slice(0, 2));
  });
});
