import type { z } from "zod";
import type { Ping, Pong } from "../messages/messages.js";
import { parseMessage, type Parsed } from "../messages/parse.js";

export type Kind = "ping" | "pong";

/**
 * How messages stand in Kafka. What comes over MQTT and goes out over the
 * WebSocket and the history is JSON, whichever is used here.
 */
export interface Encoding {
  /** Resolves when messages of the kind can be written; rejects while not. */
  openWriter(kind: Kind): Promise<void>;
  /** Resolves when messages of the kind can be read; rejects while not. */
  openReader(kind: Kind): Promise<void>;
  /**
   * Only after openWriter. `raw` is the JSON that the message was read from:
   * where JSON is written, it travels on as it came.
   */
  write(kind: Kind, message: Ping | Pong, raw?: Buffer): Buffer;
  /** Why bytes are no message is in the result; rejects with a RegistryError while the registry is away. */
  read<T>(type: z.ZodType<T>, bytes: Buffer | null): Promise<Parsed<T>>;
}

export const JSON_ENCODING: Encoding = {
  openWriter: () => Promise.resolve(),
  openReader: () => Promise.resolve(),
  write: (_kind, message, raw) => raw ?? Buffer.from(JSON.stringify(message)),
  read: (type, bytes) => Promise.resolve(parseMessage(type, bytes)),
};
