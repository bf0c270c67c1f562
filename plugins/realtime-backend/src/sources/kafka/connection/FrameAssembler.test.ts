import { FrameAssembler, MAX_FRAME_BYTES } from './FrameAssembler';

function frame(size: number, fill: number): Buffer {
  const bytes = Buffer.alloc(4 + size, fill);
  bytes.writeInt32BE(size);
  return bytes;
}

const sizes = [1, 3, 4, 5, 100, 65_536, 70_000];
const frames = sizes.map((size, i) => frame(size, i + 1));
const stream = Buffer.concat(frames);

describe('FrameAssembler', () => {
  it.each([1, 2, 3, 5, 1_000, 65_536, stream.length])(
    'answers whole frames from %d bytes at a time in one buffer that is used again',
    step => {
      const seen: Buffer[] = [];
      const assembler = new FrameAssembler(whole => seen.push(whole));
      const shared = Buffer.alloc(step);
      for (let at = 0; at < stream.length; at += step) {
        const bytes = stream.copy(shared, 0, at, at + step);
        assembler.push(shared.subarray(0, bytes));
      }
      expect(seen.map(whole => whole.length)).toEqual(sizes.map(s => s + 4));
      expect(seen.every((whole, i) => whole.equals(frames[i]))).toBe(true);
    },
  );

  it.each([0, -1, MAX_FRAME_BYTES + 1])('refuses a length of %d', size => {
    const head = Buffer.alloc(4);
    head.writeInt32BE(size);
    const assembler = new FrameAssembler(() => {});
    expect(() => assembler.push(head)).toThrow(RangeError);
  });
});
