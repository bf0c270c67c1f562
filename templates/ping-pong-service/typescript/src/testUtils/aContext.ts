import { pino } from "pino";
import type { Context } from "../context.js";
import { createEncoding } from "../encoding/createEncoding.js";
import { Health } from "../health.js";
import { createMetrics } from "../metrics.js";
import { readSettings, type Settings } from "../settings.js";

export const NAMES = {
  name: "ping-test",
  mqttTopic: "ping/test",
  pingTopic: "test-ping",
  pongTopic: "test-pong",
  deadLetterTopic: "test-dead-letter",
  consumerGroup: "test-processor",
};

/** Nothing listens on port 9 (discard), so nothing is reached by mistake. */
const NOWHERE = {
  KAFKA_BOOTSTRAP_SERVERS: "127.0.0.1:9",
  MQTT_HOST: "127.0.0.1",
  MQTT_PORT: "9",
};

export function someSettings(env: NodeJS.ProcessEnv = {}): Settings {
  return readSettings({ ...NOWHERE, HOST: "127.0.0.1", ...env }, NAMES);
}

/** A context whose clock stands still at `nowMs`. */
export function aContext(nowMs = 1_000, env: NodeJS.ProcessEnv = {}): Context {
  const settings = someSettings(env);
  const health = new Health();
  const now = () => nowMs;
  return {
    settings,
    log: pino({ level: "silent" }),
    metrics: createMetrics(),
    health,
    encoding: createEncoding(settings, health, now),
    signal: new AbortController().signal,
    now,
  };
}
