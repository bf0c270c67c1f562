import { expect, it } from "vitest";
import { TailPositions } from "./TailPositions.js";

const positions = () =>
  new TailPositions([
    { partition: 0, start: 5n, high: 8n },
    { partition: 1, start: 0n, high: 0n },
  ]);

it("begins at the start of each partition", () => {
  expect(positions().next()).toEqual([
    { partition: 0, offset: "5" },
    { partition: 1, offset: "0" },
  ]);
});

it("goes on after the last record it has seen, and passes none twice", () => {
  const tail = positions();
  const passed = ["5", "6", "5", "6", "7"].map((at) => tail.pass(0, at));
  expect(passed).toEqual([true, true, false, false, true]);
  expect(tail.next()[0]).toEqual({ partition: 0, offset: "8" });
});

it("leaves out what was written before its start", () => {
  expect(positions().pass(0, "4")).toBe(false);
});

it.each([
  [0, "7", false],
  [0, "8", true],
  [1, "0", true],
  // A partition that was added later.
  [2, "0", true],
])("of partition %i, record %s is live: %s", (partition, offset, isLive) => {
  expect(positions().isLive(partition, offset)).toBe(isLive);
});
