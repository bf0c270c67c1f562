import { afterEach, expect, it, vi } from "vitest";
import type { Service } from "../src/Service.js";
import { serve, start } from "./support.js";

let closing: (() => Promise<void>)[] = [];

afterEach(async () => {
  for (const close of closing.toReversed()) await close();
  closing = [];
});

async function startBeside(counterUrl: string): Promise<Service> {
  const logOutput = { counterUrl, intervalMs: 20 };
  const service = await start({ role: "log-output", logOutput });
  closing.push(() => service.stop());
  return service;
}

async function read(service: Service, path = "/") {
  const response = await fetch(`${service.url}${path}`);
  return (await response.json()) as {
    pings: number | null;
    readAt: string | null;
    status?: string;
  };
}

it("tells the count that the counter tells", async () => {
  let pings = 41;
  const counter = await serve((_request, response) => {
    pings += 1;
    response.end(JSON.stringify({ pings }));
  });
  closing.push(counter.close);
  const service = await startBeside(counter.url);
  await vi.waitFor(async () => {
    expect((await read(service)).pings).toBeGreaterThan(42);
  });
});

it("stays ready, with the age of what it knows, while the counter is away", async () => {
  const counter = await serve((_request, response) => {
    response.end('{"pings":7}');
  });
  const service = await startBeside(counter.url);
  await vi.waitFor(async () => {
    expect(await read(service)).toMatchObject({ pings: 7 });
  });
  await counter.close();
  const { readAt } = await read(service);
  expect(Date.parse(readAt ?? "")).toBeLessThanOrEqual(Date.now());
  expect(await read(service, "/health/ready")).toMatchObject({
    status: "ready",
    counter: expect.stringContaining("read at") as string,
  });
});

it.each(["not JSON", '{"pings":-1}', '{"pings":"x"}'])(
  "takes no nonsense for a count: %s",
  async (text) => {
    let asked = 0;
    const counter = await serve((_request, response) => {
      asked += 1;
      response.end(text);
    });
    closing.push(counter.close);
    const service = await startBeside(counter.url);
    await vi.waitFor(() => {
      expect(asked).toBeGreaterThan(1);
    });
    expect(await read(service)).toMatchObject({ pings: null });
  },
);
