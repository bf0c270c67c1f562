import type { z } from "zod";

/** Larger messages are refused before they are parsed. */
export const MAX_MESSAGE_BYTES = 64 * 1024;

export type Parsed<T> =
  { ok: true; value: T } | { ok: false; reason: RefusalReason };

/** A closed list, since it labels a metric. */
export type RefusalReason = "empty" | "too-large" | "not-json" | "not-valid";

/** A message of the schema, or why the bytes are none. Never throws. */
export function parseMessage<T>(
  schema: z.ZodType<T>,
  bytes: Buffer | null,
): Parsed<T> {
  if (!bytes || bytes.length === 0) return { ok: false, reason: "empty" };
  if (bytes.length > MAX_MESSAGE_BYTES) {
    return { ok: false, reason: "too-large" };
  }
  const json = parseJson(bytes);
  if (json === undefined) return { ok: false, reason: "not-json" };
  const parsed = schema.safeParse(json);
  return parsed.success
    ? { ok: true, value: parsed.data }
    : { ok: false, reason: "not-valid" };
}

function parseJson(bytes: Buffer): unknown {
  try {
    return JSON.parse(bytes.toString("utf8"));
  } catch {
    // JSON has no undefined, so this cannot be mistaken for a value.
    return undefined;
  }
}
