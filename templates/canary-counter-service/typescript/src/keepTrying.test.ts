import { pino } from "pino";
import { describe, expect, it } from "vitest";
import { delayAfter, keepTrying } from "./keepTrying.js";

const log = pino({ level: "silent" });

describe("keepTrying", () => {
  it.each([
    [0, 0, 250],
    [0, 1, 500],
    [3, 0, 2_000],
    [4, 1, 5_000],
    [1_000, 1, 5_000],
  ])("after %i failures waits from half to all", (failures, random, delay) => {
    expect(delayAfter(failures, random)).toBe(delay);
  });

  it("ends when the service stops, in the middle of a wait", async () => {
    const abort = new AbortController();
    const attempt = () => {
      abort.abort();
      return Promise.reject(new Error("away"));
    };
    const trying = keepTrying("It", attempt, { log, signal: abort.signal });
    await expect(trying).rejects.toThrow("aborted");
  });
});
