import { mockServices } from '@backstage/backend-test-utils';
import { MASK_TOKEN } from '@backstage-realtime/plugin-realtime-common';
import type { RecordDecoder } from '@backstage-realtime/plugin-realtime-node';
import type { MaskPolicy } from '../access/StreamAccess';
import { systemClock } from '../clock';
import { createDecoding } from './Decoding';

const POLICY: MaskPolicy = {
  policy: 'people',
  paths: ['**.email'],
  headers: [],
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

describe('inspecting one part', () => {
  it('reports every decoder tried, in order, with the reason', async () => {
    const bytes = Uint8Array.from([0x0d, 1, 2, 3]);
    const part = await decoding().inspect(bytes, 'value', 'local', undefined);
    expect(part).toEqual({
      encoding: 'bytes',
      byteLength: 4,
      base64: 'DQECAw==',
      report: [
        {
          decoder: 'registry',
          outcome: 'refused',
          reason: 'does not begin with byte 0x00 and a schema id',
        },
        {
          decoder: 'json',
          outcome: 'refused',
          reason: 'unexpected byte 0x01 at position 1',
        },
        {
          decoder: 'text',
          outcome: 'refused',
          reason: 'control characters in the first 4 bytes',
        },
        {
          decoder: 'msgpack',
          outcome: 'refused',
          reason: '3 bytes left after the integer 13',
        },
        {
          decoder: 'cbor',
          outcome: 'refused',
          reason: 'begins with neither a map nor an array',
        },
      ],
    });
  });

  it('shows the same as the rows under a policy, without the original bytes', async () => {
    const bytes = text('{"email":"a@b.c"}');
    const part = await decoding().inspect(bytes, 'value', 'local', POLICY);
    expect(part).toEqual({
      encoding: 'json',
      byteLength: 17,
      text: `{"email":"${MASK_TOKEN}"}`,
      maskedPaths: ['**.email'],
      report: expect.any(Array),
    });
  });

  it('withholds what the policy cannot look into, and quotes none of it', async () => {
    const bytes = text('a@b.c');
    const part = await decoding().inspect(bytes, 'value', 'local', POLICY);
    expect(part).toMatchObject({ encoding: 'withheld', byteLength: 5 });
    expect(part.text).toBeUndefined();
    expect(part.base64).toBeUndefined();
    expect(part.report).toContainEqual({
      decoder: 'json',
      outcome: 'refused',
      reason: 'unexpected byte at position 0',
    });
    expect(part.report[0].reason).toBe(
      'does not begin with byte 0x00 and a schema id',
    );
  });

  it('gives the original bytes under a policy only where nothing was masked', async () => {
    const bytes = text('{"a":1}');
    const part = await decoding().inspect(bytes, 'value', 'local', POLICY);
    expect(part).toMatchObject({ text: '{"a":1}', base64: 'eyJhIjoxfQ==' });
  });

  it('gives neither the original bytes nor the reasons of a module decoder under a policy', async () => {
    const decoders: RecordDecoder[] = [
      {
        name: 'chatty',
        decode: bytes => ({
          outcome: 'failed',
          reason: `cannot read ${Buffer.from(bytes)}`,
        }),
      },
      {
        name: 'partial',
        decode: () => ({ outcome: 'decoded', encoding: 'json', text: '{}' }),
      },
    ];
    const made = decoding(...decoders);
    const part = await made.inspect(text('a@b.c'), 'value', 'local', POLICY);
    expect(part).toEqual({
      encoding: 'json',
      byteLength: 5,
      text: '{}',
      report: [
        {
          decoder: 'chatty',
          outcome: 'failed',
          reason: 'withheld by the mask policy',
        },
        { decoder: 'partial', outcome: 'decoded' },
      ],
    });
  });
});
