import { randomBytes } from "node:crypto";
import type { Message } from "kafkajs";
import type { MqttClient } from "mqtt";
import type { Context, Stop } from "../context.js";
import type { DeadLetters } from "../kafka/DeadLetters.js";
import { Ping } from "../messages/messages.js";
import { parseMessage } from "../messages/parse.js";

interface Outgoing {
  push: (message: Message) => boolean;
  deadLetters: DeadLetters;
}

/**
 * Carries pings from MQTT into the ping topic, keyed by message id. JSON
 * travels on as it came, so fields that this service does not know survive;
 * Avro holds those of its schema.
 * MQTT hands every subscriber every message: run one pod with this role.
 */
export function startBridge(
  client: MqttClient,
  { settings, encoding, log }: Context,
  { push, deadLetters }: Outgoing,
): Stop {
  const { mqttTopic } = settings.names;
  const onMessage = (topic: string, payload: Buffer): void => {
    const parsed = parseMessage(Ping, payload);
    if (parsed.ok) {
      const value = encoding.write("ping", parsed.value, payload);
      push(toRecord(parsed.value, value));
      return;
    }
    const origin = `mqtt:${topic}`;
    const { reason } = parsed;
    deadLetters.add({ stage: "bridge", reason, value: payload, origin });
  };
  // Again after each reconnect: the broker keeps no session for us.
  const onConnect = (): void => {
    client.subscribe(mqttTopic, { qos: 1 }, (error) => {
      if (error) log.error({ err: error }, "The broker refuses to subscribe");
    });
  };
  client.on("message", onMessage);
  client.on("connect", onConnect);
  if (client.connected) onConnect();
  return () => {
    client.off("message", onMessage);
    client.off("connect", onConnect);
    return Promise.resolve();
  };
}

function toRecord({ messageId, source }: Ping, value: Buffer): Message {
  return {
    key: messageId,
    value,
    headers: { source, traceparent: newTrace() },
  };
}

/** W3C trace context, so that a ping can be followed through all stages. */
function newTrace(): string {
  const traceId = randomBytes(16).toString("hex");
  return `00-${traceId}-${randomBytes(8).toString("hex")}-01`;
}
