import { once } from "node:events";
import { afterEach, beforeEach, describe, expect, it } from "vitest";
import type { FastifyInstance } from "fastify";
import type { Context } from "../context.js";
import { Gateway } from "../gateway/Gateway.js";
import { buildPong } from "../messages/messages.js";
import { aContext, NAMES } from "../testUtils/aContext.js";
import { openViewer } from "../testUtils/openViewer.js";
import { createServer } from "./createServer.js";

const NOW = 1_763_000_000_000;

describe("the server of a gateway", () => {
  let context: Context;
  let gateway: Gateway;
  let server: FastifyInstance;
  let url: string;

  beforeEach(async () => {
    context = aContext(NOW);
    gateway = new Gateway(context);
    server = await createServer(context, gateway);
    const address = await server.listen({ host: "127.0.0.1", port: 0 });
    url = `${address.replace("http", "ws")}/ws/pong`;
  });

  afterEach(() => server.close());

  function receive(content: string, offset = 0, isLive = true): Promise<void> {
    const ping = { messageId: "1", content, timestamp: NOW, source: "s" };
    const value = Buffer.from(JSON.stringify(buildPong(ping, NOW)));
    const at = { partition: 0, offset: String(offset) };
    return gateway.receive({ ...at, value, isLive });
  }

  it("greets a viewer and sends it each pong as one JSON frame", async () => {
    const viewer = await openViewer(url);
    expect(await viewer.next()).toEqual({
      type: "hello",
      service: NAMES.name,
      topic: NAMES.pongTopic,
      filter: "",
    });
    await receive("one", 7);
    expect(await viewer.next()).toMatchObject({
      type: "pong",
      offset: "7",
      timestamp: NOW,
      data: { response: "pong: one" },
    });
    await viewer.close();
  });

  it("sends every viewer every pong, and filtered ones what matches", async () => {
    const all = await openViewer(url);
    const some = await openViewer(`${url}?filter=TWO`);
    await Promise.all([all.next(), some.next()]);
    await receive("one");
    await receive("two");
    expect(await all.next()).toMatchObject({
      data: { originalContent: "one" },
    });
    expect(await all.next()).toMatchObject({
      data: { originalContent: "two" },
    });
    expect(await some.next()).toMatchObject({
      data: { originalContent: "two" },
    });
    await Promise.all([all.close(), some.close()]);
  });

  it("shows a record that is no pong instead of leaving it out", async () => {
    const viewer = await openViewer(url);
    await viewer.next();
    const value = Buffer.from("junk");
    await gateway.receive({ partition: 2, offset: "5", value, isLive: true });
    expect(await viewer.next()).toEqual({
      type: "undecodable",
      topic: NAMES.pongTopic,
      partition: 2,
      offset: "5",
      reason: "not-json",
    });
    await viewer.close();
  });

  it("answers only JSON, whatever a client says", async () => {
    const viewer = await openViewer(url);
    await viewer.next();
    viewer.socket.send('{"type":"ping"}');
    expect(await viewer.next()).toEqual({ type: "keepalive", timestamp: NOW });
    viewer.socket.send("hello?");
    expect(await viewer.next()).toMatchObject({ type: "error" });
    await viewer.close();
  });

  it("refuses a filter of 201 characters and says why", async () => {
    const viewer = await openViewer(`${url}?filter=${"x".repeat(201)}`);
    const closed = once(viewer.socket, "close");
    expect(await viewer.next()).toMatchObject({ type: "error" });
    expect((await closed)[0]).toBe(1008);
  });

  it("refuses a socket that a page from elsewhere opens", async () => {
    const opening = openViewer(url, { origin: "https://evil.example.org" });
    await expect(opening).rejects.toThrow("403");
  });

  it("counts viewers that are connected now", async () => {
    const viewer = await openViewer(url);
    await viewer.next();
    const metrics = await server.inject("/metrics");
    expect(metrics.body).toContain("websocket_connections 1");
    await viewer.close();
  });

  it("keeps older pongs for the history and sends them to nobody", async () => {
    const viewer = await openViewer(url);
    await viewer.next();
    await receive("old", 1, false);
    await receive("new", 2);
    expect(await viewer.next()).toMatchObject({ offset: "2" });
    const { pongs } = (await server.inject("/api/history")).json<{
      pongs: { offset: string }[];
    }>();
    expect(pongs.map((one) => one.offset)).toEqual(["1", "2"]);
    await viewer.close();
  });

  it.each(["0", "501", "-1", "all"])(
    "refuses a history of %s pongs",
    async (limit) => {
      const response = await server.inject(`/api/history?limit=${limit}`);
      expect(response.statusCode).toBe(400);
    },
  );

  it("is alive from the start, and ready with what it depends on", async () => {
    context.health.expect("kafka");
    expect((await server.inject("/livez")).statusCode).toBe(200);
    const waiting = await server.inject("/readyz");
    expect(waiting.statusCode).toBe(503);
    expect(waiting.json()).toMatchObject({ ready: false });
    context.health.set("kafka", true);
    expect((await server.inject("/readyz")).statusCode).toBe(200);
  });

  it("shows the demo page, which loads nothing from elsewhere", async () => {
    const page = await server.inject("/demo");
    expect(page.headers["content-type"]).toContain("text/html");
    expect(page.headers["content-security-policy"]).toContain("'self'");
    expect(page.body).not.toMatch(/https?:\/\//);
    const script = await server.inject("/demo.js");
    expect(script.body).toContain('"wss:"');
  });
});

it("shows no pages without the gateway's role", async () => {
  const server = await createServer(aContext());
  expect((await server.inject("/demo")).statusCode).toBe(404);
  expect((await server.inject("/livez")).statusCode).toBe(200);
  await server.close();
});
