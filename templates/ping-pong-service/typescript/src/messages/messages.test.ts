import { readFileSync } from "node:fs";
import { describe, expect, it } from "vitest";
import { z } from "zod";
import { buildPing, buildPong, Ping, Pong } from "./messages.js";
import { MAX_MESSAGE_BYTES, parseMessage } from "./parse.js";

const PING = { messageId: "1", content: "hi", timestamp: 1_000, source: "s" };

interface Schema {
  properties: Record<string, Record<string, unknown>>;
  required: string[];
}

function readSchema(name: string): Schema {
  const file = new URL(`../../schemas/${name}.schema.json`, import.meta.url);
  return JSON.parse(readFileSync(file, "utf8")) as Schema;
}

function withoutDescriptions({ properties, required }: Schema) {
  const bare = Object.entries(properties).map(([name, property]) => {
    const rest = Object.entries(property).filter(
      // zod writes down that an integer is a safe one.
      ([key]) => key !== "description" && key !== "maximum",
    );
    return [name, Object.fromEntries(rest)] as const;
  });
  return { properties: Object.fromEntries(bare), required };
}

describe("messages", () => {
  it.each([
    ["ping", Ping],
    ["pong", Pong],
  ])("says the same of a %s as the schema that others read", (name, type) => {
    const own = z.toJSONSchema(type, { io: "input" }) as unknown as Schema;
    expect(withoutDescriptions(own)).toEqual(
      withoutDescriptions(readSchema(name)),
    );
  });

  it("answers a ping with its content and the time between", () => {
    expect(buildPong(PING, 1_042)).toEqual({
      messageId: "1",
      originalContent: "hi",
      response: "pong: hi",
      pingTimestamp: 1_000,
      pongTimestamp: 1_042,
      processingTimeMs: 42,
    });
  });

  it("never shows a negative time when the clock of the sender is ahead", () => {
    expect(buildPong(PING, 900).processingTimeMs).toBe(0);
  });

  it("builds pings that it would read, with milliseconds", () => {
    const ping = buildPing(7, 1_763_000_000_123, "me");
    expect(Ping.parse(ping)).toEqual(ping);
    expect(ping.timestamp).toBe(1_763_000_000_123);
  });

  it("reads a ping without a source and drops what it does not know", () => {
    const bytes = Buffer.from(
      JSON.stringify({ messageId: "1", content: "", timestamp: 0, extra: 1 }),
    );
    expect(parseMessage(Ping, bytes)).toEqual({
      ok: true,
      value: { messageId: "1", content: "", timestamp: 0, source: "unknown" },
    });
  });

  it.each([
    ["nothing", null, "empty"],
    ["no bytes", "", "empty"],
    ["text", "ping", "not-json"],
    ["half of JSON", '{"messageId":', "not-json"],
    ["null", "null", "not-valid"],
    ["a list", "[]", "not-valid"],
    ["a missing field", '{"messageId":"1","content":"x"}', "not-valid"],
    [
      "seconds with a fraction",
      '{"messageId":"1","content":"x","timestamp":1.5}',
      "not-valid",
    ],
    ["more than 64 KiB", "x".repeat(MAX_MESSAGE_BYTES + 1), "too-large"],
  ])("says why %s is no ping", (_what, text, reason) => {
    const bytes = text === null ? null : Buffer.from(text);
    expect(parseMessage(Ping, bytes)).toEqual({ ok: false, reason });
  });
});
