import { connect, type MqttClient } from "mqtt";
import type { Context } from "../context.js";
import type { MqttSettings } from "../settings.js";

const RECONNECT_MS = 2_000;

/**
 * A client that connects in the background and again after each loss. It asks
 * for MQTT 3.1.1, which every broker speaks, and keeps nothing while offline:
 * old pings would only pretend to be slow pongs.
 */
export function connectMqtt(
  settings: MqttSettings,
  { health, log }: Context,
): MqttClient {
  const { url, ...credentials } = settings;
  const client = connect(url, {
    ...credentials,
    protocolVersion: 4,
    reconnectPeriod: RECONNECT_MS,
    connectTimeout: 10_000,
    queueQoSZero: false,
  });
  health.expect("mqtt");
  client.on("connect", () => {
    log.info("MQTT is connected");
    health.set("mqtt", true);
  });
  client.on("close", () => {
    health.set("mqtt", false, "the broker does not answer");
  });
  client.on("error", (error) => {
    log.warn({ err: error }, "MQTT failed");
  });
  return client;
}
