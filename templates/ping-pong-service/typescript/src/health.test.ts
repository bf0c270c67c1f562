import { expect, it } from "vitest";
import { Health } from "./health.js";

it("is not ready until everything expected has been seen up", () => {
  const health = new Health();
  health.expect("kafka");
  health.expect("mqtt");
  health.set("mqtt", true);
  expect(health.report()).toEqual({
    ready: false,
    checks: { kafka: "down: not connected yet", mqtt: "up" },
  });
  health.set("kafka", true);
  expect(health.report().ready).toBe(true);
});

it("is not ready again as soon as it stops", () => {
  const health = new Health();
  expect(health.report().ready).toBe(true);
  health.stop();
  expect(health.report().ready).toBe(false);
});
