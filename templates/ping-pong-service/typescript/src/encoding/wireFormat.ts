/** A zero byte and the id of the schema, as every Kafka client of Avro writes it. */
export const HEAD_BYTES = 5;

export function toHead(schemaId: number): Buffer {
  const head = Buffer.alloc(HEAD_BYTES);
  head.writeUInt32BE(schemaId, 1);
  return head;
}

/** undefined when the bytes do not begin like a message with a schema. */
export function schemaIdOf(bytes: Buffer): number | undefined {
  return bytes.length > HEAD_BYTES && bytes[0] === 0
    ? bytes.readUInt32BE(1)
    : undefined;
}
