import {
  TIMESTAMP_TYPES,
  type InspectedPart,
  type InspectResponse,
  type Offset,
  type ViewedRecord,
} from '@backstage-realtime/plugin-realtime-common';

/** A record read by its place, in the form of a row, so that one detail shows both. */
export function toViewedRecord(response: InspectResponse): ViewedRecord {
  const { key, value } = response;
  return {
    partition: response.partition,
    offset: response.offset as Offset,
    timestampMs: response.timestampMs,
    timestampType:
      TIMESTAMP_TYPES.find(type => type === response.timestampType) ?? 'create',
    keyEncoding: key.encoding,
    key: toBytes(key),
    valueEncoding: value.encoding,
    value: toBytes(value),
    valueBytes: value.byteLength,
    maskedFields: value.maskedPaths?.length ?? 0,
    headers: response.headers.map(({ name, valueBase64, masked }) => ({
      name,
      value: valueBase64 === null ? null : decode(valueBase64),
      masked,
    })),
  };
}

function toBytes(part: InspectedPart): Uint8Array | null {
  if (part.text !== undefined) return new TextEncoder().encode(part.text);
  return part.base64 === undefined ? null : decode(part.base64);
}

function decode(base64: string): Uint8Array {
  return Uint8Array.from(atob(base64), sign => sign.charCodeAt(0));
}
