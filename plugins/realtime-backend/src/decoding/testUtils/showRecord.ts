import { mockServices } from '@backstage/backend-test-utils';
import {
  ENCODINGS,
  writeHeaderBlock,
} from '@backstage-realtime/plugin-realtime-common';
import type { RecordDecoder } from '@backstage-realtime/plugin-realtime-node';
import type { MaskPolicy } from '../../access/StreamAccess';
import { systemClock } from '../../clock';
import type { RecordView } from '../../hub/Projector';
import { buildBatch } from '../../sources/shared/buildBatch';
import { createDecoding } from '../Decoding';

export const POLICY: MaskPolicy = {
  policy: 'people',
  paths: ['**.email'],
  headers: ['Authorization'],
  maskKey: false,
};

export const text = (value: string) => Buffer.from(value);

export function decoding(...extraDecoders: RecordDecoder[]) {
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

export async function show(
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

export function batchOf(record: {
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
