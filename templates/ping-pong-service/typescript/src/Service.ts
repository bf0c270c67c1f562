import type { FastifyInstance } from "fastify";
import type { Logger } from "pino";
import type { Context, Stop } from "./context.js";
import { createEncoding } from "./encoding/createEncoding.js";
import { Gateway } from "./gateway/Gateway.js";
import { Health } from "./health.js";
import { createServer } from "./http/createServer.js";
import { createKafka } from "./kafka/createKafka.js";
import { watchKafka } from "./kafka/watchKafka.js";
import { createMetrics } from "./metrics.js";
import { connectMqtt } from "./mqtt/connectMqtt.js";
import type { Role } from "./environment.js";
import type { Names, Settings } from "./settings.js";
import { startRoles } from "./startRoles.js";

/**
 * One process with one role or all of them:
 *
 *   generator → MQTT → bridge → ping topic → processor → pong topic → gateway
 *
 * Each role knows its two neighbours only, so that they run as well in one
 * process as in four. Brokers may come late, go away and come back: the
 * process stays, /readyz tells which one is missing, and buffers are bounded.
 */
export class Service {
  readonly #server: FastifyInstance;
  readonly #context: Context;
  readonly #abort: AbortController;
  readonly #stops: Stop[];

  private constructor(
    server: FastifyInstance,
    context: Context,
    abort: AbortController,
    stops: Stop[],
  ) {
    this.#server = server;
    this.#context = context;
    this.#abort = abort;
    this.#stops = stops;
  }

  /** Resolves when HTTP answers; the roles connect in the background. */
  static async start(settings: Settings, log: Logger): Promise<Service> {
    const abort = new AbortController();
    const context = createContext(settings, log, abort.signal);
    const isGateway = settings.roles.includes("gateway");
    const gateway = isGateway ? new Gateway(context) : undefined;
    const server = await createServer(context, gateway);
    await server.listen({ host: settings.host, port: settings.port });
    const stops = startParts(context, gateway);
    log.info({ roles: settings.roles }, "The service has started");
    return new Service(server, context, abort, stops);
  }

  /** `127.0.0.1:8080` */
  get address(): string {
    const address = this.#server.server.address();
    const port = typeof address === "object" ? address?.port : undefined;
    return `127.0.0.1:${port ?? 0}`;
  }

  /** Says not ready, ends the roles from source to sink, then the rest. */
  async stop(): Promise<void> {
    this.#context.health.stop();
    this.#abort.abort();
    for (const stop of this.#stops) await stop();
    await this.#server.close();
  }
}

function createContext(
  settings: Settings,
  log: Logger,
  signal: AbortSignal,
): Context {
  const metrics = createMetrics();
  const health = new Health({
    kafka: metrics.kafkaConnected,
    mqtt: metrics.mqttConnected,
  });
  const now = Date.now;
  const encoding = createEncoding(settings, health, now);
  return { settings, log, metrics, health, encoding, signal, now };
}

function startParts(context: Context, gateway: Gateway | undefined): Stop[] {
  const { settings, log, health } = context;
  const { names, roles } = settings;
  const usesMqtt = roles.includes("generator") || roles.includes("bridge");
  const usesKafka = roles.some((role) => role !== "generator");
  const mqtt =
    usesMqtt && settings.mqtt ? connectMqtt(settings.mqtt, context) : undefined;
  const kafka =
    usesKafka && settings.kafka
      ? createKafka(settings.kafka, names.name, log)
      : undefined;
  const stops = [startRoles({ context, kafka, mqtt, gateway })];
  if (mqtt) stops.push(() => mqtt.endAsync());
  if (kafka) {
    health.expect("kafka");
    stops.push(watchKafka(kafka, context, toWatched(names, roles)));
  }
  return stops;
}

function toWatched(names: Names, roles: readonly Role[]) {
  const uses = (role: Role, topic: string): string[] =>
    roles.includes(role) ? [topic] : [];
  const topics = [
    ...uses("bridge", names.pingTopic),
    ...uses("processor", names.pingTopic),
    ...uses("processor", names.pongTopic),
    ...uses("gateway", names.pongTopic),
  ];
  const group = { groupId: names.consumerGroup, topic: names.pingTopic };
  return { topics, ...(roles.includes("processor") && { group }) };
}
