import { expect, it } from "vitest";
import { computeLag } from "./computeLag.js";

const cases: [
  what: string,
  high: string,
  offset: string,
  lag: number | undefined,
][] = [
  ["behind by two", "12", "10", 2],
  ["at the end", "10", "10", 0],
  ["after the topic was cut", "3", "10", 0],
  ["beyond 53 bits", "9007199254740995", "9007199254740993", 2],
  ["without any commit", "12", "-1", undefined],
];

it.each(cases)("measures the lag %s", (_what, high, offset, lag) => {
  const found = computeLag(
    [{ partition: 0, high }],
    [{ partition: 0, offset }],
  );
  expect(found).toEqual([{ partition: 0, lag }]);
});

it("does not know the lag of a partition that the group never saw", () => {
  const found = computeLag([{ partition: 1, high: "5" }], []);
  expect(found).toEqual([{ partition: 1, lag: undefined }]);
});
