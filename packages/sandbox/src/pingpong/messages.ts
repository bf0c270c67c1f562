import { randomBytes, randomUUID } from 'node:crypto';

/** What a gateway sends; timestamps in ms since 1970. */
export interface PingMessage {
  messageId: string;
  content: string;
  timestamp: number;
  clientIp: string;
  region: string;
  gateway: string;
}

export interface PongMessage {
  messageId: string;
  originalContent: string;
  response: string;
  pingTimestamp: number;
  pongTimestamp: number;
  processingTimeMs: number;
  clientIp: string;
  region: string;
}

/** One a second and region: how many pongs, and how long they took. */
export interface AnalyticsMessage {
  region: string;
  windowStart: number;
  count: number;
  averageProcessingTimeMs: number;
  maxProcessingTimeMs: number;
}

const GATEWAYS = ['gateway-a', 'gateway-b', 'gateway-c'] as const;
const REGIONS = ['eu-central', 'eu-west', 'us-east', 'ap-south'] as const;

/**
 * The `index`-th ping. Addresses are from 192.0.2.0/24, which is reserved for
 * documentation, so a screenshot shows nobody's address.
 */
export function buildPing(index: number, nowMs: number): PingMessage {
  return {
    messageId: randomUUID(),
    content: `ping ${index}`,
    timestamp: nowMs,
    clientIp: `192.0.2.${(index % 254) + 1}`,
    region: REGIONS[(index >>> 1) % REGIONS.length],
    gateway: GATEWAYS[index % GATEWAYS.length],
  };
}

export function buildPong(ping: PingMessage, nowMs: number): PongMessage {
  return {
    messageId: ping.messageId,
    originalContent: ping.content,
    response: `pong: ${ping.content}`,
    pingTimestamp: ping.timestamp,
    pongTimestamp: nowMs,
    processingTimeMs: Math.max(0, nowMs - ping.timestamp),
    clientIp: ping.clientIp,
    region: ping.region,
  };
}

/** A W3C trace context header with fresh ids. */
export function buildTraceparent(): string {
  const traceId = randomBytes(16).toString('hex');
  return `00-${traceId}-${randomBytes(8).toString('hex')}-01`;
}

/** undefined when it is not one of ours: the pipeline skips it. */
export function parsePing(bytes: Buffer | null): PingMessage | undefined {
  return asPing(parseJson(bytes));
}

/** As {@link parsePing}, of what was read already. */
export function asPing(value: unknown): PingMessage | undefined {
  return isObject(value) &&
    typeof value.messageId === 'string' &&
    typeof value.timestamp === 'number'
    ? (value as unknown as PingMessage)
    : undefined;
}

/** undefined when it is not one of ours, such as a poison record. */
export function asPong(value: unknown): PongMessage | undefined {
  return isObject(value) && typeof value.processingTimeMs === 'number'
    ? (value as unknown as PongMessage)
    : undefined;
}

function isObject(value: unknown): value is Record<string, unknown> {
  return typeof value === 'object' && value !== null;
}

/** undefined when it is no JSON. */
export function parseJson(bytes: Buffer | null): unknown {
  try {
    return JSON.parse(bytes?.toString() ?? '');
  } catch {
    return undefined;
  }
}
