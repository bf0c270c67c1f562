import avro from "avsc";
import { readFileSync } from "node:fs";
import { afterEach, beforeEach, describe, expect, it } from "vitest";
import { buildPong, Ping, Pong } from "../messages/messages.js";
import { aContext } from "../testUtils/aContext.js";
import { startRegistry } from "../testUtils/startRegistry.js";
import { readAvroSchema } from "./AvroEncoding.js";
import type { Encoding } from "./Encoding.js";
import { toHead } from "./wireFormat.js";

const PING = { messageId: "1", content: "hi", timestamp: 1_000, source: "s" };

interface AvroField {
  name: string;
  type: string;
  default?: unknown;
}

interface JsonField {
  type: string;
  default?: unknown;
}

describe("messages as Avro", () => {
  let registry: Awaited<ReturnType<typeof startRegistry>>;
  let encoding: Encoding;
  let context: ReturnType<typeof aContext>;

  beforeEach(async () => {
    registry = await startRegistry();
    context = aContext(1_000, {
      ENCODING: "avro",
      KAFKA_SCHEMA_REGISTRY_URL: `${registry.url}/`,
    });
    encoding = context.encoding;
  });

  afterEach(() => registry.close());

  it.each(["ping", "pong"] as const)(
    "have the fields of a %s that JSON has",
    (kind) => {
      const { fields } = JSON.parse(readAvroSchema(kind)) as {
        fields: AvroField[];
      };
      const inAvro = fields.map(({ name, type, default: value }) => [
        name,
        type === "long" ? "integer" : type,
        value,
      ]);
      expect(inAvro).toEqual(
        Object.entries(readJsonFields(kind)).map(([name, field]) => [
          name,
          field.type,
          field.default,
        ]),
      );
    },
  );

  it("begin with the id that the registry gave their schema", async () => {
    await encoding.openWriter("ping");
    await encoding.openWriter("pong");
    const pong = encoding.write("pong", buildPong(PING, 1_042));
    expect(pong.subarray(0, 5)).toEqual(toHead(2));
    expect(registry.requests).toEqual([
      "POST /subjects/test-ping-value/versions",
      "POST /subjects/test-pong-value/versions",
    ]);
    expect(await encoding.read(Pong, pong)).toEqual({
      ok: true,
      value: buildPong(PING, 1_042),
    });
  });

  it("ask for a schema once, however many were written with it", async () => {
    const bytes = foreignPing({ name: "extra", type: "int" }, { extra: 1 });
    const batch = Array.from({ length: 3 }, () => encoding.read(Ping, bytes));
    const read = { ok: true, value: PING };
    expect(await Promise.all(batch)).toEqual([read, read, read]);
    expect(await encoding.read(Ping, bytes)).toEqual(read);
    expect(registry.requests).toEqual(["GET /schemas/ids/1"]);
  });

  it("are held to the limits of JSON", async () => {
    const bytes = foreignPing({ name: "extra", type: "int" }, { extra: 1 }, -1);
    expect(await encoding.read(Ping, bytes)).toEqual(refused("not-valid"));
  });

  it.each([
    ["nothing", null, "empty"],
    ["JSON", Buffer.from(JSON.stringify(PING)), "not-avro"],
    ["a head alone", toHead(1), "not-avro"],
    ["bytes that are cut", Buffer.from("00000000010a68", "hex"), "not-avro"],
    ["too many bytes", Buffer.from("0000000001ff", "hex"), "not-avro"],
    ["an id nobody knows", Buffer.from("000000002affde", "hex"), "no-schema"],
    ["more than 64 KiB", Buffer.alloc(65_537), "too-large"],
  ])("say why %s is no ping", async (_what, bytes, reason) => {
    await encoding.openWriter("ping");
    expect(await encoding.read(Ping, bytes)).toEqual(refused(reason));
  });

  it("leave an unknown id alone for a while", async () => {
    const bytes = Buffer.from("000000002affde", "hex");
    await encoding.read(Ping, bytes);
    await encoding.read(Ping, bytes);
    expect(registry.requests).toEqual(["GET /schemas/ids/42"]);
  });

  it("are not ready while the registry refuses, and say why", async () => {
    registry.refuse(409);
    await expect(encoding.openWriter("ping")).rejects.toThrow(
      "refuses the schema of test-ping-value",
    );
    registry.refuse(503);
    await expect(encoding.read(Ping, foreignPing())).rejects.toThrow("503");
    expect(context.health.report()).toMatchObject({ ready: false });
    registry.refuse(undefined);
    await encoding.openReader("ping");
    expect(context.health.report()).toEqual({
      ready: true,
      checks: { registry: "up" },
    });
  });

  it("are not ready while nobody answers", async () => {
    await registry.close();
    await expect(encoding.openReader("pong")).rejects.toThrow("not answer");
    expect(context.health.report().checks.registry).toMatch(/^down/);
    registry = await startRegistry();
  });

  /** As another producer writes it, with a schema of its own. */
  function foreignPing(field?: object, value = {}, timestamp = 1_000): Buffer {
    const schema = JSON.parse(readAvroSchema("ping")) as { fields: object[] };
    if (field) schema.fields.push(field);
    const type = avro.Type.forSchema(schema as avro.Schema);
    const message = { ...PING, ...value, timestamp };
    return Buffer.concat([
      toHead(registry.add(schema)),
      type.toBuffer(message),
    ]);
  }
});

function refused(reason: string) {
  return { ok: false, reason };
}

function readJsonFields(kind: string): Record<string, JsonField> {
  const file = new URL(`../../schemas/${kind}.schema.json`, import.meta.url);
  const text = readFileSync(file, "utf8");
  return (JSON.parse(text) as { properties: Record<string, JsonField> })
    .properties;
}
