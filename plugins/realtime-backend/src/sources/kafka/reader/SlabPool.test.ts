import { SlabPool } from './SlabPool';

const FULL = 1_048_576;

describe('SlabPool', () => {
  it('uses a slab again only after its last holder released it', () => {
    const pool = new SlabPool(FULL, 2);
    const answer = pool.allocate(FULL);
    pool.hold(answer.subarray(10, 20));
    pool.release(answer);
    expect(pool.allocate(FULL).buffer).not.toBe(answer.buffer);
    pool.release(answer.subarray(10, 20));
    expect(pool.allocate(FULL).buffer).toBe(answer.buffer);
  });

  it('does not give a slab out twice when it is released too often', () => {
    const pool = new SlabPool(FULL, 2);
    const answer = pool.allocate(FULL);
    pool.release(answer);
    pool.release(answer);
    expect(pool.allocate(FULL).buffer).not.toBe(pool.allocate(FULL).buffer);
  });

  it.each([1, FULL / 2, FULL * 2])(
    'gives an answer of %d bytes memory of its own size',
    bytes => {
      const answer = new SlabPool(FULL, 2).allocate(bytes);
      expect(answer.buffer.byteLength).toBe(bytes);
    },
  );

  it('keeps no more free slabs than its bound', () => {
    const pool = new SlabPool(FULL, 1);
    const answers = [pool.allocate(FULL), pool.allocate(FULL)];
    answers.forEach(answer => pool.release(answer));
    const again = [pool.allocate(FULL), pool.allocate(FULL)];
    const known = new Set(answers.map(({ buffer }) => buffer));
    expect(again.filter(({ buffer }) => known.has(buffer))).toHaveLength(1);
  });

  it('uses an index again only after its builder and every batch released it', () => {
    const pool = new SlabPool(FULL, 2);
    const index = new Int32Array(pool.allocateIndex(100_000), 0, 8);
    pool.hold(index);
    pool.release(index);
    expect(pool.allocateIndex(100_000)).not.toBe(index.buffer);
    pool.release(index);
    expect(pool.allocateIndex(120_000)).toBe(index.buffer);
  });

  it.each([1_000, FULL * 2])('does not keep an index of %d bytes', bytes => {
    const pool = new SlabPool(FULL, 2);
    const index = pool.allocateIndex(bytes);
    expect(index.byteLength).toBe(bytes);
    pool.release(new Uint8Array(index));
    expect(pool.allocateIndex(bytes)).not.toBe(index);
  });

  it('keeps no more free indexes than its bound, and drops the oldest', () => {
    const pool = new SlabPool(FULL, 1);
    const indexes = Array.from({ length: 5 }, () => pool.allocateIndex(65_536));
    indexes.forEach(index => pool.release(new Uint8Array(index)));
    const again = indexes.map(() => pool.allocateIndex(65_536));
    expect(again.filter(index => indexes.includes(index))).toHaveLength(4);
    expect(again).not.toContain(indexes[0]);
  });

  it('ignores memory that is not its own', () => {
    const pool = new SlabPool(FULL, 2);
    const foreign = Buffer.alloc(FULL);
    pool.hold(foreign);
    pool.release(foreign);
    pool.release(foreign);
    expect(pool.allocate(FULL).buffer).not.toBe(foreign.buffer);
  });
});
