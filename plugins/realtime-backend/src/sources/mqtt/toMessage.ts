import type { IPublishPacket } from 'mqtt';
import { writeHeaderBlock } from '@backstage-realtime/plugin-realtime-common';
import type { Message } from '../shared/buildBatch';

const encoder = new TextEncoder();

/** A published message as a record: key and header `topic` are its topic name, with headers `qos` and `retain`. */
export function toMessage(
  { topic, payload, qos, retain }: IPublishPacket,
  receivedAtMs: number,
): Message {
  const key = encoder.encode(topic);
  const value = typeof payload === 'string' ? encoder.encode(payload) : payload;
  const headerBlock = writeHeaderBlock([
    { name: 'topic', value: key },
    { name: 'qos', value: encoder.encode(String(qos)) },
    { name: 'retain', value: encoder.encode(String(retain)) },
  ]);
  return { key, value, headerBlock, headerCount: 3, timestampMs: receivedAtMs };
}
