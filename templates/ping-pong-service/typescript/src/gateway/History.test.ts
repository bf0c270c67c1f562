import { expect, it } from "vitest";
import type { PongFrame } from "./frames.js";
import { History, MAX_HISTORY } from "./History.js";

function aFrame(offset: number): PongFrame {
  const data = {
    messageId: "1",
    originalContent: "",
    response: "",
    pingTimestamp: 0,
    pongTimestamp: 0,
    processingTimeMs: 0,
  };
  const at = { topic: "t", partition: 0, offset: String(offset) };
  return { type: "pong", ...at, timestamp: 0, data };
}

it.each([
  [0, 10, []],
  [3, 2, ["1", "2"]],
  [3, 10, ["0", "1", "2"]],
])(
  "of %i pongs gives the last %i, the oldest first",
  (count, limit, offsets) => {
    const history = new History();
    for (let i = 0; i < count; i += 1) history.add(aFrame(i));
    expect(history.last(limit).map((one) => one.offset)).toEqual(offsets);
  },
);

it("never gives more than 500, however many there were", () => {
  const history = new History();
  for (let i = 0; i < 10_000; i += 1) history.add(aFrame(i));
  const last = history.last(100_000);
  expect(last).toHaveLength(MAX_HISTORY);
  expect(last.at(-1)?.offset).toBe("9999");
});
