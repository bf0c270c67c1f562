import type { Frame } from '@backstage-realtime/plugin-realtime-common';

/** A text frame that is not JSON, or lacks what its type must have. */
export class FrameFormatError extends Error {
  override name = 'FrameFormatError';
}

type Shape = Record<
  string,
  'number' | 'string' | 'object' | 'array' | 'boolean'
>;

/** Fields a page cannot do without; others may be missing or new. */
const SHAPES: Record<Frame['type'], Shape> = {
  hello: {
    heartbeatMs: 'number',
    expiresAtMs: 'number',
    serverTimeMs: 'number',
  },
  subscribed: {
    sub: 'number',
    channel: 'number',
    partitions: 'array',
    isSeekable: 'boolean',
  },
  status: { sub: 'number', status: 'object' },
  stats: {
    sub: 'number',
    atMs: 'number',
    seen: 'number',
    delivered: 'number',
    filtered: 'number',
    gaps: 'object',
    ratePerSecond: 'number',
    partitions: 'array',
    resume: 'string',
  },
  gap: { sub: 'number', atMs: 'number', gap: 'object' },
  note: { sub: 'number', atMs: 'number', note: 'object' },
  state: { sub: 'number', revision: 'number' },
  error: { code: 'string', message: 'string' },
  end: { sub: 'number', code: 'string', reason: 'string' },
};

/**
 * A frame of one text message; undefined for a type that is not known here, so
 * that an older page lives with a newer server. Throws {@link FrameFormatError}.
 */
export function parseFrame(text: string): Frame | undefined {
  const frame = parseJson(text);
  if (!isRecord(frame) || typeof frame.type !== 'string') {
    throw new FrameFormatError('a text frame has no type');
  }
  if (!isKnown(frame.type)) return undefined;
  for (const [field, kind] of Object.entries(SHAPES[frame.type])) {
    if (!fits(frame[field], kind)) {
      throw new FrameFormatError(
        `"${field}" of a ${frame.type} frame is not of type ${kind}`,
      );
    }
  }
  return frame as unknown as Frame;
}

function isKnown(type: string): type is Frame['type'] {
  return Object.hasOwn(SHAPES, type);
}

function fits(value: unknown, kind: Shape[string]): boolean {
  if (kind === 'array') return Array.isArray(value);
  if (kind === 'object') return isRecord(value);
  if (kind === 'number') return Number.isFinite(value);
  return typeof value === kind;
}

function isRecord(value: unknown): value is Record<string, unknown> {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}

function parseJson(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch (error) {
    throw new FrameFormatError('a text frame is not JSON', { cause: error });
  }
}
