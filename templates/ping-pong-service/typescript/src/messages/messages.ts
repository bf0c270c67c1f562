import { randomUUID } from "node:crypto";
import { z } from "zod";

/**
 * What flows through this service. schemas/ says the same for other teams; a
 * test keeps both equal. All times are milliseconds since 1970.
 */
const MAX_CONTENT = 10_000;
const PREFIX = "pong: ";

const messageId = z.string().min(1).max(128);
const timestamp = z.int().min(0);

export const Ping = z.object({
  messageId,
  content: z.string().max(MAX_CONTENT),
  timestamp,
  source: z.string().max(128).default("unknown"),
});
export type Ping = z.infer<typeof Ping>;

export const Pong = z.object({
  messageId,
  originalContent: z.string().max(MAX_CONTENT),
  response: z.string().max(MAX_CONTENT + PREFIX.length),
  pingTimestamp: timestamp,
  pongTimestamp: timestamp,
  processingTimeMs: z.int().min(0),
});
export type Pong = z.infer<typeof Pong>;

export function buildPing(index: number, nowMs: number, source: string): Ping {
  return {
    messageId: randomUUID(),
    content: `Hello from ping #${index}`,
    timestamp: nowMs,
    source,
  };
}

/** processingTimeMs is 0 when the clock of the sender is ahead of ours. */
export function buildPong(ping: Ping, nowMs: number): Pong {
  return {
    messageId: ping.messageId,
    originalContent: ping.content,
    response: `${PREFIX}${ping.content}`,
    pingTimestamp: ping.timestamp,
    pongTimestamp: nowMs,
    processingTimeMs: Math.max(0, nowMs - ping.timestamp),
  };
}
