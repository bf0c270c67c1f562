import { FrameCounter } from './FrameCounter';

function frame(opcode: number, payload: Buffer): Buffer {
  const length = payload.length;
  if (length < 126)
    return Buffer.concat([Buffer.from([128 + opcode, length]), payload]);
  const head = Buffer.alloc(length < 65_536 ? 4 : 10);
  head[0] = 128 + opcode;
  head[1] = length < 65_536 ? 126 : 127;
  if (length < 65_536) head.writeUInt16BE(length, 2);
  else head.writeBigUInt64BE(BigInt(length), 2);
  return Buffer.concat([head, payload]);
}

const sizes = [0, 1, 15, 16, 17, 125, 126, 300, 65_535, 65_536, 200_000];
const stream = Buffer.concat(
  sizes.map((size, i) => frame(i % 2 === 0 ? 2 : 1, Buffer.alloc(size, i))),
);

describe('FrameCounter', () => {
  it.each([1, 2, 3, 7, 64, 1_000, 65_537, stream.length])(
    'counts every frame when bytes come %d at a time',
    step => {
      const seen: number[] = [];
      const peeks: number[] = [];
      const counter = new FrameCounter((_, bytes, peek) => {
        seen.push(bytes);
        peeks.push(peek.length);
      });
      for (let at = 0; at < stream.length; at += step)
        counter.push(stream.subarray(at, at + step));
      expect(seen).toEqual(sizes);
      expect(peeks).toEqual(sizes.map(size => Math.min(16, size)));
    },
  );
});
