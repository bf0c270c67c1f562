import { mockServices } from '@backstage/backend-test-utils';
import {
  ENCODINGS,
  MASK_TOKEN,
  readHeaderBlock,
  writeHeaderBlock,
} from '@backstage-realtime/plugin-realtime-common';
import type { RecordDecoder } from '@backstage-realtime/plugin-realtime-node';
import { encode as encodeMessagePack } from '@msgpack/msgpack';
import type { MaskPolicy } from '../access/StreamAccess';
import { systemClock } from '../clock';
import type { RecordView } from '../hub/Projector';
import { buildBatch } from '../sources/shared/buildBatch';
import { createDecoding } from './Decoding';

const POLICY: MaskPolicy = {
  policy: 'people',
  paths: ['**.email'],
  headers: ['Authorization'],
  maskKey: false,
};

const text = (value: string) => Buffer.from(value);

function decoding(...extraDecoders: RecordDecoder[]) {
  return createDecoding({
    settings: { kafka: new Map() },
    extraDecoders,
    clock: systemClock,
    logger: mockServices.logger.mock(),
  });
}

interface Shown {
  key: string | null;
  keyEncoding: string;
  value: string | null;
  valueEncoding: string;
  masked: number;
  view: RecordView;
}

async function show(
  record: {
    key?: Uint8Array | null;
    value: Uint8Array | null;
    headers?: Array<[string, string]>;
  },
  mask?: MaskPolicy,
  made = decoding(),
): Promise<Shown> {
  const batch = batchOf(record);
  const projector = made.projector('local', mask);
  await projector.prepare(batch);
  const view = {} as RecordView;
  projector.project(batch, 0, view);
  return {
    key: cut(view.keySource, view.keyStart, view.keyBytes),
    keyEncoding: ENCODINGS[view.keyEncoding],
    value: cut(view.valueSource, view.valueStart, view.valueBytes),
    valueEncoding: ENCODINGS[view.valueEncoding],
    masked: view.maskedFields,
    view,
  };
}

function batchOf(record: {
  key?: Uint8Array | null;
  value: Uint8Array | null;
  headers?: Array<[string, string]>;
}) {
  const headers = record.headers ?? [];
  return buildBatch(
    [
      {
        key: record.key ?? null,
        value: record.value,
        headerBlock: writeHeaderBlock(
          headers.map(([name, value]) => ({ name, value: text(value) })),
        ),
        headerCount: headers.length,
        timestampMs: 1,
      },
    ],
    { firstOffset: 0n, lowOffset: 0n, receivedAtMs: 1 },
  );
}

function cut(bytes: Uint8Array, start: number, length: number): string | null {
  return length < 0
    ? null
    : Buffer.from(bytes.subarray(start, start + length)).toString();
}

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
