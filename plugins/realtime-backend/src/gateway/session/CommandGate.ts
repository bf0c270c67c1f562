import {
  commandSchema,
  MAX_COMMAND_BYTES,
  type CloseName,
  type Command,
} from '@backstage-realtime/plugin-realtime-common';
import type { Clock } from '../../clock';

/** What to do about one text message. `sub` is given when the garbage had a readable one. */
export type CommandReading =
  | { kind: 'command'; command: Command }
  | { kind: 'malformed'; message: string; sub?: number }
  | { kind: 'close'; name: CloseName };

/** One slip is a bug of a page, three are something else talking to us. */
const MAX_MALFORMED = 3;

/** Acks answer batches, which the server paces; ten of them weigh as one command. */
const ACK_WEIGHT = 0.1;

/**
 * Reads commands and counts them against a bucket that holds one second's
 * worth, so a page may open its streams in one burst.
 */
export class CommandGate {
  private tokens: number;
  private filledAtMs: number;
  private malformed = 0;

  static create(perSecond: number, clock: Clock): CommandGate {
    return new CommandGate(perSecond, clock);
  }

  private constructor(
    private readonly perSecond: number,
    private readonly clock: Clock,
  ) {
    this.tokens = perSecond;
    this.filledAtMs = clock.now();
  }

  read(text: string): CommandReading {
    if (Buffer.byteLength(text) > MAX_COMMAND_BYTES)
      return { kind: 'close', name: 'tooLarge' };
    const raw = parseJson(text);
    const parsed = commandSchema.safeParse(raw);
    const isAck = parsed.success && parsed.data.type === 'ack';
    if (!this.take(isAck ? ACK_WEIGHT : 1))
      return { kind: 'close', name: 'tooMany' };
    if (parsed.success) return { kind: 'command', command: parsed.data };
    return this.countMalformed(raw, parsed.error.issues[0]);
  }

  private countMalformed(
    raw: unknown,
    issue: { path: PropertyKey[]; message: string } | undefined,
  ): CommandReading {
    this.malformed += 1;
    if (this.malformed >= MAX_MALFORMED)
      return { kind: 'close', name: 'badCommand' };
    const where = issue?.path.map(String).join('.') || 'the message';
    const message = `The command was not understood: ${where}: ${
      issue?.message ?? 'not JSON'
    }. Reload the page; if it happens again its plugin is older or newer than the server's`;
    return { kind: 'malformed', message, sub: readSub(raw) };
  }

  private take(weight: number): boolean {
    const nowMs = this.clock.now();
    const gained = ((nowMs - this.filledAtMs) / 1000) * this.perSecond;
    this.tokens = Math.min(this.perSecond, this.tokens + gained);
    this.filledAtMs = nowMs;
    if (this.tokens < weight) return false;
    this.tokens -= weight;
    return true;
  }
}

function parseJson(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch (error) {
    if (error instanceof SyntaxError) return undefined;
    throw error;
  }
}

function readSub(raw: unknown): number | undefined {
  if (typeof raw !== 'object' || raw === null) return undefined;
  const sub: unknown = Reflect.get(raw, 'sub');
  return typeof sub === 'number' && Number.isSafeInteger(sub) && sub > 0
    ? sub
    : undefined;
}
