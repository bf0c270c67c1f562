import avro, { type Type } from "avsc";
import { readFileSync } from "node:fs";
import type { z } from "zod";
import type { Ping, Pong } from "../messages/messages.js";
import {
  parseWith,
  type Parsed,
  type RefusalReason,
} from "../messages/parse.js";
import type { Encoding, Kind } from "./Encoding.js";
import type { SchemaRegistry } from "./SchemaRegistry.js";
import { HEAD_BYTES, schemaIdOf, toHead } from "./wireFormat.js";

/**
 * Avro behind the head that names its schema. Read with the schema that it was
 * written with and then checked like JSON, so a writer with a newer schema is
 * understood as long as what this service needs is there.
 */
export class AvroEncoding implements Encoding {
  readonly #registry: SchemaRegistry;
  readonly #topics: Record<Kind, string>;
  readonly #writers = new Map<Kind, { head: Buffer; type: Type }>();

  constructor(registry: SchemaRegistry, topics: Record<Kind, string>) {
    this.#registry = registry;
    this.#topics = topics;
  }

  async openWriter(kind: Kind): Promise<void> {
    const schema = readAvroSchema(kind);
    const id = await this.#registry.register(this.#subject(kind), schema);
    const type = avro.Type.forSchema(JSON.parse(schema) as avro.Schema);
    this.#writers.set(kind, { head: toHead(id), type });
  }

  async openReader(kind: Kind): Promise<void> {
    await this.#registry.check(this.#subject(kind));
  }

  write(kind: Kind, message: Ping | Pong): Buffer {
    const writer = this.#writers.get(kind);
    if (!writer) throw new Error(`Nobody opened the writer of ${kind}s.`);
    return Buffer.concat([writer.head, writer.type.toBuffer(message)]);
  }

  async read<T>(type: z.ZodType<T>, bytes: Buffer | null): Promise<Parsed<T>> {
    const id = bytes ? schemaIdOf(bytes) : undefined;
    const schema = id === undefined ? undefined : await this.#registry.find(id);
    return parseWith(type, bytes, (all) => {
      if (id === undefined) return "not-avro";
      return schema ? decode(schema, all) : "no-schema";
    });
  }

  /** As every Kafka client of Avro calls it: by the topic. */
  #subject(kind: Kind): string {
    return `${this.#topics[kind]}-value`;
  }
}

export function readAvroSchema(kind: Kind): string {
  const file = new URL(`../../schemas/${kind}.avsc`, import.meta.url);
  return readFileSync(file, "utf8");
}

function decode(
  schema: Type,
  bytes: Buffer,
): { value: unknown } | RefusalReason {
  try {
    return { value: schema.fromBuffer(bytes.subarray(HEAD_BYTES)) as unknown };
  } catch {
    return "not-avro";
  }
}
