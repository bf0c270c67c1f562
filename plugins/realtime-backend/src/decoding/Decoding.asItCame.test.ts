import { ENCODINGS } from '@backstage-realtime/plugin-realtime-common';
import type { RecordDecoder } from '@backstage-realtime/plugin-realtime-node';
import { encode as encodeMessagePack } from '@msgpack/msgpack';
import type { MaskPolicy } from '../access/StreamAccess';
import { batchOf, decoding, POLICY, show, text } from './testUtils/showRecord';

describe('rows that pass as they came', () => {
  const asItCame = (
    record: Parameters<typeof batchOf>[0],
    ...args: [] | [MaskPolicy] | [undefined, ReturnType<typeof decoding>]
  ) => {
    const [mask, made = decoding()] = args;
    const projector = made.projector('local', mask);
    return projector.encodingsAsItCame?.(batchOf(record), 0);
  };

  it.each([
    ['JSON', text('{"a":1}')],
    ['a list', text('[1]')],
    ['text', text('grüße')],
    ['long text', text('x'.repeat(100))],
    ['nothing', text('')],
    ['null', null],
  ])('have the encodings that reading them gives: %s', async (_, value) => {
    for (const record of [
      { key: text('k'), value },
      { key: value, value },
    ]) {
      const { keyEncoding, valueEncoding, view } = await show(record);
      const code = asItCame(record) ?? -1;
      expect(ENCODINGS[code % 256]).toBe(keyEncoding);
      expect(ENCODINGS[Math.floor(code / 256)]).toBe(valueEncoding);
      expect(view.valueBytes).toBe(value?.length ?? -1);
    }
  });

  it.each([
    ['with a schema', Uint8Array.from([0, 0, 0, 0, 7, 1])],
    ['binary', encodeMessagePack({ id: 1 })],
    ['with control characters', text('a\u0001')],
  ])('are none %s', (_, bytes) => {
    expect(asItCame({ value: bytes })).toBe(-1);
    expect(asItCame({ key: bytes, value: text('{}') })).toBe(-1);
  });

  it.each<[string, Partial<MaskPolicy>]>([
    ['a path', { headers: [] }],
    ['a header', { paths: [] }],
    ['the key', { paths: [], headers: [], maskKey: true }],
  ])('are none when the policy hides %s', (_, part) => {
    const policy = { ...POLICY, ...part };
    for (const value of [text('{"a":1}'), text('plain'), null])
      expect(asItCame({ key: text('k'), value }, policy)).toBe(-1);
  });

  it('are none when a module decodes', () => {
    const decoder: RecordDecoder = {
      name: 'any',
      decode: () => ({ outcome: 'refused', reason: 'not mine' }),
    };
    const made = decoding(decoder);
    expect(asItCame({ value: text('{}') }, undefined, made)).toBe(-1);
  });
});
