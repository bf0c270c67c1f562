import { mkdtemp, rm, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { text } from "node:stream/consumers";
import { afterEach, beforeEach, describe, expect, it } from "vitest";
import { TokenSource } from "../src/prometheusProxy/TokenSource.js";
import type { Service } from "../src/Service.js";
import { serve, start } from "./support.js";

const QUERY = 'sum(rate(a_total{b="c&d+e%"}[5m]))';
const RESULT =
  '{"status":"success","data":{"resultType":"vector","result":[]}}';

let folder: string;
let tokensGiven: number;
let lifetimeSeconds: number;
let prometheusStatus: number;
let authority: Awaited<ReturnType<typeof serve>>;
let prometheus: Awaited<ReturnType<typeof serve>>;
let service: Service;

beforeEach(async () => {
  folder = await mkdtemp(join(tmpdir(), "proxy-"));
  await writeFile(join(folder, "assertion"), "proof\n");
  [tokensGiven, lifetimeSeconds, prometheusStatus] = [0, 3600, 200];
  authority = await serve((request, response) => {
    void text(request).then((body) => {
      const form = new URLSearchParams(body);
      const isGood =
        form.get("client_assertion") === "proof" &&
        form.get("client_id") === "client" &&
        form.get("scope") === "scope";
      if (isGood) tokensGiven += 1;
      response.statusCode = isGood ? 200 : 401;
      response.end(
        JSON.stringify({
          access_token: `token-${tokensGiven}`,
          expires_in: lifetimeSeconds,
        }),
      );
    });
  });
  prometheus = await serve((request, response) => {
    void text(request).then((body) => {
      const query = new URLSearchParams(body).get("query");
      const isGood =
        request.headers.authorization === `Bearer token-${tokensGiven}` &&
        query === QUERY;
      response.statusCode = isGood ? prometheusStatus : 400;
      response.setHeader("content-type", "application/json");
      response.end(RESULT);
    });
  });
  service = await start({ role: "prometheus-proxy", proxy: settings() });
});

afterEach(async () => {
  await service.stop();
  await Promise.all([authority.close(), prometheus.close()]);
  await rm(folder, { recursive: true });
});

function settings() {
  return {
    prometheusUrl: prometheus.url,
    tokenUrl: authority.url,
    clientId: "client",
    scope: "scope",
    assertionFile: join(folder, "assertion"),
  };
}

function ask(method: "GET" | "POST", path = "query"): Promise<Response> {
  const form = new URLSearchParams({ query: QUERY });
  const url = `${service.url}/api/v1/${path}`;
  return method === "GET"
    ? fetch(`${url}?${form.toString()}`)
    : fetch(url, { method, body: form });
}

describe("the proxy of the analysis", () => {
  it.each([
    ["GET", "query"],
    ["POST", "query"],
    ["POST", "query_range"],
  ] as const)(
    "passes a query on with its token: %s %s",
    async (method, path) => {
      const answer = await ask(method, path);
      expect(answer.status).toBe(200);
      expect(await answer.text()).toBe(RESULT);
    },
  );

  it("asks for one token, however many queries wait for it", async () => {
    await Promise.all(Array.from({ length: 20 }, () => ask("POST")));
    expect(tokensGiven).toBe(1);
  });

  it.each(["series", "labels", "admin/tsdb/delete_series"])(
    "does not know the path %s",
    async (path) => {
      expect((await ask("POST", path)).status).toBe(404);
    },
  );

  it("passes a refusal on, and brings another token next time", async () => {
    prometheusStatus = 401;
    expect((await ask("GET")).status).toBe(401);
    prometheusStatus = 200;
    expect((await ask("GET")).status).toBe(200);
    expect(tokensGiven).toBe(2);
  });

  it("says in the words of Prometheus that it does not answer", async () => {
    await prometheus.close();
    const answer = await ask("GET");
    expect(answer.status).toBe(502);
    expect(await answer.json()).toEqual({
      status: "error",
      errorType: "unavailable",
      error: "Prometheus does not answer.",
    });
    prometheus = await serve((_request, response) => response.end());
  });
});

describe("tokens", () => {
  it("are renewed five minutes before they end, by one exchange", async () => {
    let now = 0;
    const tokens = new TokenSource(settings(), () => now);
    const first = await tokens.get();
    now = 55 * 60_000 - 1;
    expect(await tokens.get()).toBe(first);
    now += 1;
    const [one, two] = await Promise.all([tokens.get(), tokens.get()]);
    expect(one).not.toBe(first);
    expect(two).toBe(one);
  });

  it("are used to their end while the authority refuses others", async () => {
    let now = 0;
    const tokens = new TokenSource(settings(), () => now);
    const first = await tokens.get();
    await writeFile(join(folder, "assertion"), "other");
    now = 59 * 60_000;
    expect(await tokens.get()).toBe(first);
    now = 60 * 60_000;
    await expect(tokens.get()).rejects.toThrow("The authority answered 401.");
  });
});
