import { afterAll, beforeAll, describe, expect, it, vi } from "vitest";
import type { Service } from "../src/Service.js";
import { aDatabase, aWire, HAS_DATABASE, start } from "./support.js";

const EACH = 100;

/** Noticing takes two seconds, and coming back at most five. */
const NOTICE = { timeout: 8_000, interval: 50 };

describe.skipIf(!HAS_DATABASE)("two counters on one database", () => {
  let database: Awaited<ReturnType<typeof aDatabase>>;
  let services: Service[];

  beforeAll(async () => {
    database = await aDatabase();
    const part = { role: "counter", database: database.settings } as const;
    services = await Promise.all([start(part), start(part)]);
    await Promise.all(services.map((service) => isReady(service)));
  });

  afterAll(async () => {
    await Promise.all(services.map((service) => service.stop()));
    await database.remove();
  });

  it("begin at zero", async () => {
    expect(await read(services[0], "/pings")).toEqual({ pings: 0 });
  });

  it("give every number once, however many ask at once", async () => {
    const answers = await Promise.all(
      services.flatMap((service) =>
        Array.from({ length: EACH }, (_, i) =>
          read(service, i % 2 ? "/" : "/pingpong"),
        ),
      ),
    );
    const numbers = answers.map((answer) =>
      Number(/^pong (\d+)$/.exec((answer as { message: string }).message)?.[1]),
    );
    const sorted = numbers.toSorted((a, b) => a - b);
    expect(sorted).toEqual(Array.from({ length: 2 * EACH }, (_, i) => i + 1));
    expect(await read(services[1], "/pings")).toEqual({ pings: 2 * EACH });
  });

  it("count nothing for a request for the head alone", async () => {
    const url = services[0]?.url ?? "";
    expect((await fetch(url, { method: "HEAD" })).status).toBe(404);
    expect(await read(services[0], "/pings")).toEqual({ pings: 2 * EACH });
  });

  it("tell requests by route and status, without probes", async () => {
    const metrics = await (await get(services[0], "/metrics")).text();
    expect(metrics).toMatch(
      /http_requests_total\{method="GET",route="\/pingpong",status="200"\} \d+/,
    );
    expect(metrics).toContain('http_request_duration_seconds_bucket{le="0.5"');
    expect(metrics).toContain("database_up 1");
    expect(metrics).not.toContain('route="/health');
  });
});

describe.skipIf(!HAS_DATABASE)("a counter whose database goes away", () => {
  let database: Awaited<ReturnType<typeof aDatabase>>;
  let wire: Awaited<ReturnType<typeof aWire>>;
  let service: Service;

  beforeAll(async () => {
    database = await aDatabase();
    wire = await aWire(database.settings);
    const settings = { ...database.settings, host: "127.0.0.1" };
    service = await start({
      role: "counter",
      database: { ...settings, port: wire.port },
    });
    await isReady(service);
  });

  afterAll(async () => {
    await service.stop();
    await database.remove();
  });

  it("says so, lives on, and counts on when it is back", async () => {
    await get(service, "/pingpong");
    await wire.cut();
    await vi.waitFor(async () => {
      expect((await get(service, "/health/ready")).status).toBe(503);
    }, NOTICE);
    const refused = await get(service, "/pingpong");
    expect(refused.status).toBe(503);
    expect(refused.headers.get("retry-after")).toBe("2");
    expect((await get(service, "/health")).status).toBe(200);
    const away = await (await get(service, "/metrics")).text();
    expect(away).toContain("database_up 0");
    await wire.mend();
    await isReady(service);
    expect(await read(service, "/pingpong")).toEqual({ message: "pong 2" });
  }, 20_000);
});

describe.skipIf(!HAS_DATABASE)("a counter that is asked all the time", () => {
  it("lives on when the database ends its sessions", async () => {
    const database = await aDatabase();
    const part = { role: "counter", database: database.settings } as const;
    const service = await start(part);
    await isReady(service);
    for (let round = 0; round < 100; round += 1) {
      const asked = Array.from({ length: 5 }, () => get(service, "/"));
      await database.endSessions();
      const statuses = (await Promise.all(asked)).map(({ status }) => status);
      expect(new Set([200, 503, ...statuses])).toEqual(new Set([200, 503]));
    }
    await isReady(service);
    await service.stop();
    await database.remove();
  }, 30_000);
});

describe("a counter whose database was never there", () => {
  it("lives, says what is missing, and stops when it is asked to", async () => {
    const service = await start({
      role: "counter",
      database: {
        // Nothing listens there.
        ...{ host: "127.0.0.1", port: 9, database: "a", user: "a" },
        ...{ minConnections: 0, maxConnections: 1 },
      },
    });
    expect((await get(service, "/health")).status).toBe(200);
    const ready = await get(service, "/health/ready");
    expect(ready.status).toBe(503);
    expect(await ready.json()).toEqual({
      status: "not ready",
      database: "not connected yet",
    });
    expect((await get(service, "/")).status).toBe(503);
    await service.stop();
    await expect(get(service, "/health")).rejects.toThrow("fetch failed");
  });
});

async function isReady(service: Service): Promise<void> {
  await vi.waitFor(async () => {
    expect(await read(service, "/health/ready")).toEqual({
      status: "ready",
      database: "connected",
    });
  }, NOTICE);
}

function get(service: Service | undefined, path: string): Promise<Response> {
  return fetch(`${service?.url ?? ""}${path}`);
}

async function read(service: Service | undefined, path: string) {
  return (await get(service, path)).json();
}
