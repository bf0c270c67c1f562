import { SegmentBuffers } from './SegmentBuffers';

const FULL = 1_000;

describe('SegmentBuffers', () => {
  it('uses memory again after it was given back, and not before', () => {
    const buffers = new SegmentBuffers(FULL, 4);
    const first = buffers.take(1_000);
    const second = buffers.take(1_000);
    expect(second.bytes.buffer).not.toBe(first.bytes.buffer);
    first.release?.();
    const third = buffers.take(900);
    expect(third.bytes.buffer).toBe(first.bytes.buffer);
    expect(third.bytes).toHaveLength(900);
  });

  it.each([1, 312, 1_251, 50_000])(
    'gives a segment of %d bytes memory of its own size',
    bytes => {
      const memory = new SegmentBuffers(FULL, 4).take(bytes);
      expect(memory.bytes.buffer.byteLength).toBe(bytes);
      expect(memory.release).toBeUndefined();
    },
  );

  it('keeps no more free buffers than its bound', () => {
    const buffers = new SegmentBuffers(FULL, 2);
    const taken = Array.from({ length: 5 }, () => buffers.take(FULL));
    taken.forEach(({ release }) => release?.());
    const known = new Set(taken.map(({ bytes }) => bytes.buffer));
    const again = Array.from({ length: 5 }, () => buffers.take(FULL));
    const reused = again.filter(({ bytes }) => known.has(bytes.buffer));
    expect(reused).toHaveLength(2);
  });
});
