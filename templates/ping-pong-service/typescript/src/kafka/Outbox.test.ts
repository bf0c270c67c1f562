import { expect, it } from "vitest";
import { aContext } from "../testUtils/aContext.js";
import { createKafka } from "./createKafka.js";
import { MAX_WAITING, Outbox } from "./Outbox.js";

it("holds 10,000 messages while Kafka is away, then drops and counts", async () => {
  const context = aContext();
  const { kafka: settings, names } = context.settings;
  if (!settings) throw new Error("The settings of tests have Kafka.");
  const kafka = createKafka(settings, names.name, context.log);
  const outbox = new Outbox(kafka, context, {
    topic: "t",
    stage: "bridge",
    closeMs: 100,
  });
  for (let i = 0; i < MAX_WAITING; i += 1) {
    expect(outbox.push({ value: "x" })).toBe(true);
  }
  expect(outbox.push({ value: "x" })).toBe(false);
  const { values } = await context.metrics.dropped.get();
  expect(values).toEqual([{ labels: { stage: "bridge" }, value: 1 }]);
  // What waits when it is closed is lost, and that is counted too.
  await outbox.close();
  const after = await context.metrics.dropped.get();
  expect(after.values[0]?.value).toBe(MAX_WAITING + 1);
}, 30_000);
