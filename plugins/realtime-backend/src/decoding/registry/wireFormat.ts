/** Magic byte and schema id: where the encoded value starts. */
export const WIRE_HEAD_BYTES = 5;

/**
 * Id of the schema a value was written with, or undefined when the range does
 * not begin like one. Source: wire format of Confluent's schema registry: byte
 * 0x00, then the id as a big-endian 32-bit integer.
 */
export function schemaIdOf(
  bytes: Uint8Array,
  start: number,
  length: number,
): number | undefined {
  if (length < WIRE_HEAD_BYTES || bytes[start] !== 0) return undefined;
  return (
    bytes[start + 1] * 0x1000000 +
    bytes[start + 2] * 0x10000 +
    bytes[start + 3] * 0x100 +
    bytes[start + 4]
  );
}
