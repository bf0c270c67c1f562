import { randomUUID } from 'node:crypto';
import type { PongMessage } from '@backstage-realtime/sandbox';
import { Kafka, logLevel, Partitioners } from 'kafkajs';
import { running } from './browser';

/** A pong as the service writes it, to be told from all others by its content. */
export function buildPong(now = Date.now()): PongMessage {
  const messageId = randomUUID();
  const content = `serve ${messageId.slice(0, 8)}`;
  return {
    messageId,
    originalContent: content,
    response: `return of ${content}`,
    pingTimestamp: now - 7,
    pongTimestamp: now,
    processingTimeMs: 7,
    // From the range that is reserved for documentation.
    clientIp: '198.51.100.23',
    region: 'eu-west',
  };
}

/** Writes one pong, keyed by its message id, straight to the broker. */
export async function producePong(pong = buildPong()): Promise<PongMessage> {
  await writePong(pong);
  return pong;
}

/** The same; answers where the record is. */
export async function writePong(
  pong: PongMessage,
): Promise<{ partition: number; offset: string }> {
  const kafka = new Kafka({
    brokers: [running.kafkaBroker],
    logLevel: logLevel.NOTHING,
  });
  const producer = kafka.producer({
    createPartitioner: Partitioners.DefaultPartitioner,
  });
  await producer.connect();
  try {
    const { messageId: key } = pong;
    const messages = [{ key, value: JSON.stringify(pong) }];
    const [written] = await producer.send({ topic: 'pong_topic', messages });
    return { partition: written.partition, offset: written.baseOffset ?? '' };
  } finally {
    await producer.disconnect();
  }
}
