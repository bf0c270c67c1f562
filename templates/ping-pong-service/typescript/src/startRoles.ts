import type { Kafka } from "kafkajs";
import type { MqttClient } from "mqtt";
import type { Context, Stop } from "./context.js";
import type { Gateway } from "./gateway/Gateway.js";
import { MAX_HISTORY } from "./gateway/History.js";
import { DeadLetters } from "./kafka/DeadLetters.js";
import { Outbox } from "./kafka/Outbox.js";
import { tailTopic } from "./kafka/tailTopic.js";
import { keepTrying } from "./keepTrying.js";
import { startBridge } from "./roles/bridge.js";
import { startGenerator } from "./roles/generator.js";
import { startProcessor } from "./roles/processor.js";

export interface Parts {
  context: Context;
  kafka: Kafka | undefined;
  mqtt: MqttClient | undefined;
  gateway: Gateway | undefined;
}

/**
 * Starts the roles this process has, from the source to the sink. What needs
 * Kafka starts in the background and is tried until it works, so that probes
 * answer from the beginning. The result stops them in the same order.
 */
export function startRoles({ context, kafka, mqtt, gateway }: Parts): Stop {
  const { roles } = context.settings;
  const stops: Stop[] = [];
  if (mqtt && roles.includes("generator")) {
    stops.push(startGenerator(mqtt, context));
  }
  if (kafka) stops.push(startPipeline(kafka, mqtt, context));
  if (kafka && gateway) stops.push(tail(kafka, context, gateway));
  return async () => {
    for (const stop of stops) await stop();
  };
}

function startPipeline(
  kafka: Kafka,
  mqtt: MqttClient | undefined,
  context: Context,
): Stop {
  const { names, roles } = context.settings;
  const letters = new Outbox(kafka, context, {
    topic: names.deadLetterTopic,
    stage: "dead-letters",
  });
  const push = letters.push.bind(letters);
  const deadLetters = new DeadLetters(push, context.metrics, context.now);
  const stops: Stop[] = [];
  if (mqtt && roles.includes("bridge")) {
    stops.push(bridge(kafka, mqtt, context, deadLetters));
  }
  if (roles.includes("processor")) {
    const start = () => startProcessor(kafka, context, deadLetters);
    stops.push(inBackground("processor", context, start));
  }
  return async () => {
    for (const stop of stops) await stop();
    await letters.close();
  };
}

function bridge(
  kafka: Kafka,
  mqtt: MqttClient,
  context: Context,
  deadLetters: DeadLetters,
): Stop {
  const topic = context.settings.names.pingTopic;
  const outbox = new Outbox(kafka, context, { topic, stage: "bridge" });
  const push = outbox.push.bind(outbox);
  const stop = inBackground("bridge", context, async () => {
    await context.encoding.openWriter("ping");
    const stopBridge = startBridge(mqtt, context, { push, deadLetters });
    context.health.set("bridge", true);
    return stopBridge;
  });
  return async () => {
    await stop();
    await outbox.close();
  };
}

function tail(kafka: Kafka, context: Context, gateway: Gateway): Stop {
  const { health, encoding, settings, signal } = context;
  const { name, pongTopic } = settings.names;
  return inBackground("gateway", context, async () => {
    await encoding.openReader("pong");
    return tailTopic(kafka, {
      topic: pongTopic,
      owner: name,
      last: MAX_HISTORY,
      health,
      onRecord: (record) =>
        gateway.receive(record).catch((error: unknown) => {
          // The service stops in the middle of a wait.
          if (!signal.aborted) throw error;
        }),
    });
  });
}

function inBackground(
  role: "bridge" | "processor" | "gateway",
  context: Context,
  start: () => Promise<Stop>,
): Stop {
  const { health, signal } = context;
  health.expect(role);
  const starting = async (): Promise<Stop> => {
    try {
      return await keepTrying(`The ${role}`, start, context);
    } catch (error) {
      if (!signal.aborted) throw error;
      // Stopped before it ever worked: there is nothing to end.
      return () => Promise.resolve();
    }
  };
  const started = starting();
  return async () => (await started)();
}
