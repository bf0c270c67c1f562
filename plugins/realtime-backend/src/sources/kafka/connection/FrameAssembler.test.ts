import { FrameAssembler, MAX_FRAME_BYTES } from './FrameAssembler';

function frame(size: number, fill: number): Buffer {
  const bytes = Buffer.alloc(4 + size, fill);
  bytes.writeInt32BE(size);
  return bytes;
}

const sizes = [1, 3, 4, 5, 100, 65_532, 65_536, 70_000, 200_000, 7, 131_072];
const frames = sizes.map((size, i) => frame(size, i + 1));
const stream = Buffer.concat(frames);

/** Reads as a socket does: at most what the room holds, and at most `step` bytes. */
function read(assembler: FrameAssembler, bytes: Buffer, step: number): void {
  for (let at = 0; at < bytes.length;) {
    const room = assembler.room();
    const taken = bytes.copy(room, 0, at, at + step);
    assembler.filledRoom(taken);
    at += taken;
  }
}

describe('FrameAssembler', () => {
  it.each([1, 2, 3, 5, 1_000, 65_535, 65_536, stream.length])(
    'answers whole frames from reads of at most %d bytes',
    step => {
      const seen: Buffer[] = [];
      read(new FrameAssembler(whole => seen.push(whole)), stream, step);
      expect(seen.map(whole => whole.length)).toEqual(sizes.map(s => s + 4));
      expect(seen.every((whole, i) => whole.equals(frames[i]))).toBe(true);
    },
  );

  it('has a long answer read into its own memory once its length is known', () => {
    const long = Buffer.allocUnsafeSlow(200_004);
    const assembler = new FrameAssembler(
      () => {},
      () => long,
    );
    const answer = frame(200_000, 9);
    expect(assembler.room().buffer).not.toBe(long.buffer);
    read(assembler, answer.subarray(0, 1_000), 1_000);
    expect(assembler.room().buffer).toBe(long.buffer);
    expect(assembler.room()).toHaveLength(199_004);
    read(assembler, answer.subarray(1_000), 199_004);
    expect(long.equals(answer)).toBe(true);
    expect(assembler.room().buffer).not.toBe(long.buffer);
  });

  it.each([0, -1, MAX_FRAME_BYTES + 1])('refuses a length of %d', size => {
    const head = Buffer.alloc(4);
    head.writeInt32BE(size);
    const assembler = new FrameAssembler(() => {});
    expect(() => read(assembler, head, 4)).toThrow(RangeError);
  });
});
