import { SegmentBuffers } from './SegmentBuffers';

const FULL = 1_000;

describe('SegmentBuffers', () => {
  it('uses memory again after it was given back, and not before', () => {
    const buffers = new SegmentBuffers(FULL, 4);
    const first = buffers.take();
    const second = buffers.take();
    expect(second.buffer).not.toBe(first.buffer);
    buffers.giveBack(first.subarray(buffers.headroom));
    const third = buffers.take();
    expect(third.buffer).toBe(first.buffer);
    expect(third).toHaveLength(first.length);
  });

  it('has room for a full segment and its last record over the size, be it rows or bytes', () => {
    const buffers = new SegmentBuffers(FULL, 4);
    expect(buffers.take().length - buffers.headroom).toBe(FULL * 1.25);
    expect(buffers.headroom).toBeGreaterThan(FULL);
  });

  it.each([
    [0, false],
    [249, false],
    [250, true],
    [50_000, true],
  ])('a segment of %d bytes is sent from its memory: %s', (bytes, isSent) => {
    expect(new SegmentBuffers(FULL, 4).isFilledBy(bytes)).toBe(isSent);
  });

  it('does not keep memory that grew', () => {
    const buffers = new SegmentBuffers(FULL, 4);
    const grown = Buffer.allocUnsafeSlow(50_000);
    buffers.giveBack(grown);
    expect(buffers.take().buffer).not.toBe(grown.buffer);
  });

  it('keeps no more free buffers than its bound', () => {
    const buffers = new SegmentBuffers(FULL, 2);
    const taken = Array.from({ length: 5 }, () => buffers.take());
    taken.forEach(buffer => buffers.giveBack(buffer));
    const known = new Set(taken.map(({ buffer }) => buffer));
    const again = Array.from({ length: 5 }, () => buffers.take());
    const reused = again.filter(({ buffer }) => known.has(buffer));
    expect(reused).toHaveLength(2);
  });
});
