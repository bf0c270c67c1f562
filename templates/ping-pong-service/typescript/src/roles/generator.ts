import type { MqttClient } from "mqtt";
import { setTimeout as wait } from "node:timers/promises";
import type { Context, Stop } from "../context.js";
import { buildPing } from "../messages/messages.js";
import { countMessages } from "../metrics.js";

/** Publishes a ping every pingIntervalMs; none while the broker is away. */
export function startGenerator(client: MqttClient, context: Context): Stop {
  const generating = generate(client, context);
  return () => generating;
}

async function generate(client: MqttClient, context: Context): Promise<void> {
  const { settings, signal, log } = context;
  for (let index = 1; !signal.aborted; index += 1) {
    if (client.connected) {
      await publish(client, context, index).catch((error: unknown) => {
        log.warn({ err: error }, "A ping could not be published");
      });
    }
    // Ends early when the service stops, which is no error.
    const waiting = wait(settings.pingIntervalMs, undefined, { signal });
    await waiting.catch(() => undefined);
  }
}

async function publish(
  client: MqttClient,
  { settings, metrics, now }: Context,
  index: number,
): Promise<void> {
  const { name, mqttTopic } = settings.names;
  const ping = buildPing(index, now(), name);
  await client.publishAsync(mqttTopic, JSON.stringify(ping), { qos: 1 });
  countMessages(metrics, "generator", now());
}
