import type { Message } from "kafkajs";
import { expect, it } from "vitest";
import { createMetrics } from "../metrics.js";
import { DeadLetters, MAX_PER_MINUTE } from "./DeadLetters.js";

const LETTER = {
  stage: "bridge",
  reason: "not-json",
  value: Buffer.from("junk"),
  origin: "mqtt:ping/messages",
} as const;

function setUp() {
  const stored: Message[] = [];
  const clock = { nowMs: 60_000 };
  const letters = new DeadLetters(
    (message) => stored.push(message) > 0,
    createMetrics(),
    () => clock.nowMs,
  );
  return { stored, clock, letters };
}

it("keeps the bytes with the reason and where they came from", () => {
  const { stored, letters } = setUp();
  letters.add(LETTER);
  expect(stored).toEqual([
    {
      value: LETTER.value,
      headers: {
        stage: "bridge",
        reason: "not-json",
        origin: "mqtt:ping/messages",
        bytes: "4",
      },
    },
  ]);
});

it("cuts a large message and says how large it was", () => {
  const { stored, letters } = setUp();
  letters.add({ ...LETTER, value: Buffer.alloc(100_000) });
  expect(stored[0]?.value).toHaveLength(64 * 1024);
  expect(stored[0]?.headers?.["bytes"]).toBe("100000");
});

it("only counts beyond the limit of a minute, and stores again in the next", () => {
  const { stored, clock, letters } = setUp();
  for (let i = 0; i <= MAX_PER_MINUTE; i += 1) letters.add(LETTER);
  expect(stored).toHaveLength(MAX_PER_MINUTE);
  clock.nowMs += 60_000;
  letters.add(LETTER);
  expect(stored).toHaveLength(MAX_PER_MINUTE + 1);
});
