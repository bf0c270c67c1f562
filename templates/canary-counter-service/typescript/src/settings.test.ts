import { describe, expect, it } from "vitest";
import { readSettings } from "./settings.js";

const DATABASE = {
  PING_PONG_DB_HOST: "db",
  PING_PONG_DB_NAME: "counter",
  PING_PONG_DB_USER: "counter",
};

const PROXY = {
  PING_PONG_ROLE: "prometheus-proxy",
  PING_PONG_PROMETHEUS_URL: "https://metrics.example.org/",
  AZURE_TENANT_ID: "tenant",
  AZURE_CLIENT_ID: "client",
  AZURE_FEDERATED_TOKEN_FILE: "/var/run/token",
};

describe("readSettings", () => {
  it("counts on port 3000 unless told otherwise", () => {
    expect(readSettings({ ...DATABASE, PING_PONG_DB_PASSWORD: "" })).toEqual({
      role: "counter",
      host: "0.0.0.0",
      port: 3000,
      logLevel: "info",
      database: {
        host: "db",
        port: 5432,
        database: "counter",
        user: "counter",
        minConnections: 1,
        maxConnections: 10,
      },
    });
  });

  it.each([
    ["debug", "debug"],
    ["WARNING", "warn"],
    ["Critical", "fatal"],
  ])("takes the log level %s", (level, expected) => {
    const env = { ...DATABASE, PING_PONG_LOG_LEVEL: level };
    expect(readSettings(env).logLevel).toBe(expected);
  });

  it.each([
    ["counter", {}, "PING_PONG_DB_HOST"],
    ["counter", { PING_PONG_DB_HOST: "db" }, "PING_PONG_DB_NAME"],
    ["log-output", {}, "PING_PONG_COUNTER_URL"],
    ["prometheus-proxy", {}, "AZURE_TENANT_ID"],
  ])("names the variable that the role %s lacks", (role, env, variable) => {
    const read = () => readSettings({ ...env, PING_PONG_ROLE: role });
    expect(read).toThrow(`${variable} is missing: the role ${role}`);
  });

  it.each([
    ["PING_PONG_LOG_LEVEL", "s3cr3t"],
    ["PING_PONG_APP_PORT", "70000"],
    ["PING_PONG_DB_POOL_MAX_SIZE", "0"],
    ["PING_PONG_ROLE", "s3cr3t"],
  ])("names %s when it is wrong, and repeats no value", (name, value) => {
    const read = () => readSettings({ ...DATABASE, [name]: value });
    expect(read).toThrow(name);
    expect(read).not.toThrow(/s3cr3t/);
  });

  it("refuses a pool that is smaller than its minimum", () => {
    const env = { ...DATABASE, PING_PONG_DB_POOL_MIN_SIZE: "11" };
    expect(() => readSettings(env)).toThrow("PING_PONG_DB_POOL_MIN_SIZE");
  });

  it("asks the authority of the tenant for tokens", () => {
    expect(readSettings(PROXY)).toMatchObject({
      proxy: {
        prometheusUrl: "https://metrics.example.org",
        tokenUrl: "https://login.microsoftonline.com/tenant/oauth2/v2.0/token",
      },
    });
  });
});
