import { describe, expect, it } from "vitest";
import { readServiceFile, readSettings } from "./settings.js";
import { NAMES } from "./testUtils/aContext.js";

const BROKERS = { KAFKA_BOOTSTRAP_SERVERS: "a:9092, b:9092", MQTT_HOST: "m" };

describe("readSettings", () => {
  it("takes names from the file and lets the environment win", () => {
    const env = { ...BROKERS, PONG_TOPIC: "other-pong", PING_TOPIC: "" };
    const { names } = readSettings(env, NAMES);
    expect(names).toEqual({ ...NAMES, pongTopic: "other-pong" });
  });

  it("has all roles and a ping every five seconds unless told otherwise", () => {
    const settings = readSettings(BROKERS, NAMES);
    expect(settings.roles).toHaveLength(4);
    expect(settings.pingIntervalMs).toBe(5_000);
    expect(settings.kafka?.brokers).toEqual(["a:9092", "b:9092"]);
    expect(settings.mqtt?.url).toBe("mqtt://m:1883");
  });

  it.each([
    ["bridge", { MQTT_HOST: "m" }, "KAFKA_BOOTSTRAP_SERVERS"],
    ["generator", {}, "MQTT_HOST"],
    ["gateway", { MQTT_HOST: "m" }, "KAFKA_BOOTSTRAP_SERVERS"],
  ])("names the variable that the role %s lacks", (role, env, variable) => {
    const read = () => readSettings({ ...env, SERVICE_ROLE: role }, NAMES);
    expect(read).toThrow(`${variable} is missing: the role ${role}`);
  });

  it("asks a role for nothing that it does not use", () => {
    const env = { SERVICE_ROLE: "gateway", KAFKA_BOOTSTRAP_SERVERS: "a:1" };
    expect(readSettings(env, NAMES).mqtt).toBeUndefined();
  });

  it("names every variable that is wrong and repeats no value", () => {
    const env = { ...BROKERS, PORT: "s3cr3t", MESSAGE_INTERVAL: "-1" };
    const read = () => readSettings(env, NAMES);
    expect(read).toThrow(/PORT: [^]*MESSAGE_INTERVAL|MESSAGE_INTERVAL[^]*PORT/);
    expect(read).not.toThrow(/s3cr3t/);
  });

  it("is JSON unless the file or the environment says Avro", () => {
    const registry = { KAFKA_SCHEMA_REGISTRY_URL: "https://r.example.org/" };
    const avro = { ...BROKERS, ...registry, ENCODING: "avro" };
    const file = { ...NAMES, encoding: "avro" };
    expect(readSettings({ ...BROKERS, ...registry }, NAMES).registry).toBe(
      undefined,
    );
    const expected = { url: "https://r.example.org" };
    expect(readSettings(avro, NAMES).registry).toEqual(expected);
    expect(readSettings({ ...BROKERS, ...registry }, file).registry).toEqual(
      expected,
    );
    const json = { ...BROKERS, ENCODING: "json" };
    expect(readSettings(json, file).registry).toBeUndefined();
  });

  it("asks for a registry where messages are Avro", () => {
    const read = () => readSettings({ ...BROKERS, ENCODING: "avro" }, NAMES);
    expect(read).toThrow("KAFKA_SCHEMA_REGISTRY_URL is missing");
  });

  it("plays no role that the platform plays", () => {
    const file = { ...NAMES, roles: ["generator", "gateway"] };
    expect(readSettings(BROKERS, file).roles).toEqual(file.roles);
    const read = () =>
      readSettings({ ...BROKERS, SERVICE_ROLE: "bridge" }, file);
    expect(read).toThrow("SERVICE_ROLE is bridge, which the platform plays");
  });

  it("reads the names this service was created with", () => {
    expect(readSettings(BROKERS, readServiceFile()).names.name).not.toBe("");
  });
});
