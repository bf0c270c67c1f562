import type { z } from "zod";

/** Larger messages are refused before they are parsed. */
export const MAX_MESSAGE_BYTES = 64 * 1024;

export type Parsed<T> =
  { ok: true; value: T } | { ok: false; reason: RefusalReason };

/** A closed list, since it labels a metric. */
export type RefusalReason =
  | "empty"
  | "too-large"
  | "not-json"
  | "not-avro"
  /** The schema that the bytes name is not in the registry. */
  | "no-schema"
  | "not-valid";

/** A message of the schema, or why the bytes are none. Never throws. */
export function parseMessage<T>(
  schema: z.ZodType<T>,
  bytes: Buffer | null,
): Parsed<T> {
  return parseWith(schema, bytes, parseJson);
}

/** What `read` makes of the bytes, as a message of the schema. */
export function parseWith<T>(
  schema: z.ZodType<T>,
  bytes: Buffer | null,
  read: (bytes: Buffer) => { value: unknown } | RefusalReason,
): Parsed<T> {
  if (!bytes || bytes.length === 0) return { ok: false, reason: "empty" };
  if (bytes.length > MAX_MESSAGE_BYTES) {
    return { ok: false, reason: "too-large" };
  }
  const found = read(bytes);
  if (typeof found === "string") return { ok: false, reason: found };
  const parsed = schema.safeParse(found.value);
  return parsed.success
    ? { ok: true, value: parsed.data }
    : { ok: false, reason: "not-valid" };
}

function parseJson(bytes: Buffer): { value: unknown } | RefusalReason {
  try {
    return { value: JSON.parse(bytes.toString("utf8")) as unknown };
  } catch {
    return "not-json";
  }
}
