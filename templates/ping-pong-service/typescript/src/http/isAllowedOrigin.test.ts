import { expect, it } from "vitest";
import { isAllowedOrigin } from "./isAllowedOrigin.js";

it.each([
  ["a program, which sends none", undefined, true],
  ["its own page", "https://pings.example.org", true],
  ["a page that is listed", "https://portal.example.org", true],
  ["any other page", "https://evil.example.org", false],
  ["a page with the name as a prefix", "https://pings.example.org.evil", false],
  ["a page without an origin", "null", false],
  ["nonsense", "::", false],
])("judges %s", (_what, origin, allowed) => {
  const listed = ["https://portal.example.org"];
  expect(isAllowedOrigin(origin, "pings.example.org", listed)).toBe(allowed);
});
