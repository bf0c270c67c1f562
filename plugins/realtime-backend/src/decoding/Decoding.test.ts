import {
  ENCODINGS,
  MASK_TOKEN,
  readHeaderBlock,
} from '@backstage-realtime/plugin-realtime-common';
import type { RecordDecoder } from '@backstage-realtime/plugin-realtime-node';
import { encode as encodeMessagePack } from '@msgpack/msgpack';
import { batchOf, decoding, POLICY, show, text } from './testUtils/showRecord';

describe('rows without a mask policy', () => {
  it('passes JSON and text on as they lie in the slab, unread', async () => {
    const json = await show({ key: text('k1'), value: text('{"a":1}') });
    expect(json).toMatchObject({
      keyEncoding: 'unknown',
      key: 'k1',
      valueEncoding: 'unknown',
      value: '{"a":1}',
      masked: 0,
    });
    expect(json.view.valueSource).toBe(json.view.keySource);
    expect(json.view.originalValueBytes).toBe(7);
  });

  it('reads MessagePack and CBOR into JSON, and shows other binary as bytes', async () => {
    const packed = encodeMessagePack({ id: 1, ok: true });
    expect(await show({ value: packed })).toMatchObject({
      valueEncoding: 'msgpack',
      value: '{"id":1,"ok":true}',
    });
    expect(
      await show({ value: Uint8Array.from([0xa1, 0x61, 0x61, 0x01]) }),
    ).toMatchObject({ valueEncoding: 'cbor', value: '{"a":1}' });
    expect(
      await show({ value: Uint8Array.from([0, 0, 0, 0, 0, 0, 0, 42]) }),
    ).toMatchObject({ valueEncoding: 'bytes' });
  });

  it('keeps a null value and a null key null', async () => {
    const { view } = await show({ value: null });
    expect([view.keyBytes, view.valueBytes]).toEqual([-1, -1]);
    expect(view.originalValueBytes).toBe(-1);
    expect(ENCODINGS[view.valueEncoding]).toBe('null');
  });

  it('has nothing to prepare when no registry and no module decoder is there', () => {
    const batch = batchOf({ value: text('{}') });
    expect(decoding().projector('local', undefined).prepare(batch)).toBe(
      undefined,
    );
  });
});

describe('rows under a mask policy', () => {
  it('replaces masked fields and counts them', async () => {
    const value = text('{"id":9007199254740993,"user":{"email":"a@b.c"}}');
    expect(await show({ value }, POLICY)).toMatchObject({
      valueEncoding: 'json',
      value: `{"id":9007199254740993,"user":{"email":"${MASK_TOKEN}"}}`,
      masked: 1,
    });
  });

  it.each([
    ['plain text', text('email: a@b.c')],
    ['JSON that is cut off', text('{"email":"a@b.c"')],
    ['JSON with something behind it', text('{"a":1} a@b.c')],
    ['bytes nobody can read', Uint8Array.from([0, 0, 0, 0, 7, 1, 2])],
    ['text that is not UTF-8', Uint8Array.from([0x22, 0xc3, 0x28, 0x22])],
    ['JSON nested too deeply', text('['.repeat(65) + ']'.repeat(65))],
  ])('withholds %s', async (_, value) => {
    const shown = await show({ value }, POLICY);
    expect(shown).toMatchObject({ valueEncoding: 'withheld', value: '' });
    expect(shown.view.originalValueBytes).toBe(value.length);
  });

  it('masks fields of MessagePack too', async () => {
    const value = encodeMessagePack({ email: 'a@b.c' });
    expect(await show({ value }, POLICY)).toMatchObject({
      valueEncoding: 'msgpack',
      value: `{"email":"${MASK_TOKEN}"}`,
    });
  });

  it('shows a key that is plain text, masks one that is JSON, withholds one that is neither', async () => {
    const value = text('{}');
    expect((await show({ key: text('k-1'), value }, POLICY)).key).toBe('k-1');
    const json = await show({ key: text('{"email":"x"}'), value }, POLICY);
    expect(json.key).toBe(`{"email":"${MASK_TOKEN}"}`);
    const broken = await show({ key: text('{"email":"x"'), value }, POLICY);
    expect(broken).toMatchObject({ key: '', keyEncoding: 'withheld' });
    const binary = await show({ key: Uint8Array.from([0, 1]), value }, POLICY);
    expect(binary).toMatchObject({ key: '', keyEncoding: 'withheld' });
  });

  it('withholds every key when the policy says so', async () => {
    const mask = { ...POLICY, maskKey: true };
    expect(await show({ key: text('k-1'), value: null }, mask)).toMatchObject({
      key: '',
      keyEncoding: 'withheld',
    });
  });

  it('takes out the header that repeats a withheld key', async () => {
    const headers: Array<[string, string]> = [['topic', 'home/anna']];
    const mask = { ...POLICY, headers: [], maskKey: true };
    const { view } = await show({ value: null, headers }, mask);
    const end = view.headersStart + view.headersBytes;
    const block = view.headersSource.subarray(view.headersStart, end);
    expect(readHeaderBlock(block, 1)).toMatchObject([{ masked: true }]);
  });

  it('takes out the values of masked headers, whatever the case of the name', async () => {
    const headers: Array<[string, string]> = [
      ['trace', 't1'],
      ['AUTHORIZATION', 'Bearer abc'],
    ];
    const { view } = await show({ value: text('{}'), headers }, POLICY);
    const end = view.headersStart + view.headersBytes;
    const block = view.headersSource.subarray(view.headersStart, end);
    expect(Buffer.from(block).toString()).not.toContain('abc');
    expect(readHeaderBlock(block, view.headerCount)).toMatchObject([
      { name: 'trace', value: Uint8Array.from(text('t1')) },
      { name: 'AUTHORIZATION', masked: true },
    ]);
  });

  it('gives lanes that hide the same one id, and other lanes another', () => {
    const made = decoding();
    const id = made.projector('local', POLICY).id;
    expect(made.projector('local', { ...POLICY }).id).toBe(id);
    expect(made.projector('other', POLICY).id).not.toBe(id);
    expect(made.projector('local', undefined).id).not.toBe(id);
    expect(made.projector('local', { ...POLICY, maskKey: true }).id).not.toBe(
      id,
    );
  });
});

describe('decoders of modules', () => {
  const upper: RecordDecoder = {
    name: 'upper',
    decode: async (bytes, { part }) =>
      part === 'value'
        ? {
            outcome: 'decoded',
            encoding: 'json',
            text: `{"email":"${Buffer.from(bytes).toString().toUpperCase()}"}`,
          }
        : { outcome: 'refused', reason: 'a key' },
  };

  it('go first, and what they read is masked like everything else', async () => {
    const record = { key: text('k'), value: text('{"a":1}') };
    const made = decoding(upper);
    expect(await show(record, undefined, made)).toMatchObject({
      value: '{"email":"{"A":1}"}',
      key: 'k',
    });
    const plain = { value: text('x@y.z') };
    expect((await show(plain, POLICY, made)).value).toBe(
      `{"email":"${MASK_TOKEN}"}`,
    );
  });

  it('may break without breaking the stream', async () => {
    const broken: RecordDecoder = {
      name: 'broken',
      decode: () => {
        throw new Error('boom');
      },
    };
    const shown = await show(
      { value: text('{}') },
      undefined,
      decoding(broken),
    );
    expect(shown.value).toBe('{}');
  });
});
