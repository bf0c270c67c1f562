import { describe, expect, it } from "vitest";
import { isAway } from "./isAway.js";

describe("isAway", () => {
  it.each([
    ["ECONNREFUSED", true],
    [undefined, true],
    ["57P01", true],
    ["53300", true],
    ["28P01", true],
    ["42P01", false],
    ["22003", false],
    ["57014", false],
  ])("of the code %s is %s", (code, expected) => {
    expect(isAway(Object.assign(new Error(), { code }))).toBe(expected);
  });
});
