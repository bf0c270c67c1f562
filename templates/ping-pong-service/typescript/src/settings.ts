import { readFileSync } from "node:fs";
import { z } from "zod";
import { encoding, Environment, ROLES, type Role } from "./environment.js";

const Names = z.object({
  name: z.string(),
  mqttTopic: z.string(),
  pingTopic: z.string(),
  pongTopic: z.string(),
  deadLetterTopic: z.string(),
  consumerGroup: z.string(),
});

/** What was chosen when this service was created. */
const ServiceFile = Names.extend({
  encoding: encoding.default("json"),
  roles: z
    .array(z.enum(ROLES))
    .min(1)
    .default([...ROLES]),
});
type ServiceFile = z.infer<typeof ServiceFile>;

export interface KafkaSettings {
  brokers: string[];
  tls: boolean;
  credentials?: { mechanism: string; username: string; password: string };
}

export interface RegistrySettings {
  url: string;
  credentials?: { username: string; password: string };
}

export interface MqttSettings {
  url: string;
  username?: string;
  password?: string;
}

export type Names = z.infer<typeof Names>;

export interface Settings {
  names: Names;
  roles: readonly Role[];
  host: string;
  port: number;
  logLevel: string;
  /** Besides the own one. */
  allowedOrigins: string[];
  pingIntervalMs: number;
  /** Absent only when no role needs it. */
  kafka?: KafkaSettings;
  /** Messages in Kafka are Avro when there is one, and JSON otherwise. */
  registry?: RegistrySettings;
  mqtt?: MqttSettings;
}

const USES_KAFKA: readonly Role[] = ["bridge", "processor", "gateway"];
const USES_MQTT: readonly Role[] = ["generator", "bridge"];

/**
 * Settings from the environment; names that it lacks come from service.json.
 * Throws an Error that names each variable that is missing or wrong, and never
 * repeats a value: it might be a password.
 */
export function readSettings(env: NodeJS.ProcessEnv, file: unknown): Settings {
  const parsed = Environment.safeParse(withoutEmpty(env));
  if (!parsed.success) {
    const lines = parsed.error.issues.map(
      ({ path, message }) => `${path.join(".")}: ${message}`,
    );
    throw new Error(`The environment is not usable.\n${lines.join("\n")}`);
  }
  const environment = parsed.data;
  const service = ServiceFile.parse(file);
  const roles = toRoles(environment, service);
  const kafka = toKafka(environment);
  const mqtt = toMqtt(environment);
  demand(roles, USES_KAFKA, kafka, "KAFKA_BOOTSTRAP_SERVERS");
  demand(roles, USES_MQTT, mqtt, "MQTT_HOST");
  const isAvro = (environment.ENCODING ?? service.encoding) === "avro";
  const registry = isAvro ? toRegistry(environment) : undefined;
  if (isAvro) demand(roles, USES_KAFKA, registry, "KAFKA_SCHEMA_REGISTRY_URL");
  return {
    names: toNames(environment, service),
    roles,
    host: environment.HOST,
    port: environment.PORT,
    logLevel: environment.LOG_LEVEL,
    allowedOrigins: split(environment.ALLOWED_ORIGINS),
    pingIntervalMs: environment.MESSAGE_INTERVAL * 1000,
    ...(kafka && { kafka }),
    ...(registry && { registry }),
    ...(mqtt && { mqtt }),
  };
}

/** The names given when this service was created. */
export function readServiceFile(): unknown {
  const file = new URL("../service.json", import.meta.url);
  return JSON.parse(readFileSync(file, "utf8")) as unknown;
}

/** A role that the platform plays instead is not in the file. */
function toRoles(env: Environment, { roles }: ServiceFile): readonly Role[] {
  const role = env.SERVICE_ROLE;
  if (role === "all") return roles;
  if (roles.includes(role)) return [role];
  throw new Error(
    `SERVICE_ROLE is ${role}, which the platform plays for this service: see service.json and platform/. Both would do it twice.`,
  );
}

function toNames(env: Environment, names: Names): Names {
  return {
    name: names.name,
    mqttTopic: env.MQTT_TOPIC ?? names.mqttTopic,
    pingTopic: env.PING_TOPIC ?? names.pingTopic,
    pongTopic: env.PONG_TOPIC ?? names.pongTopic,
    deadLetterTopic: env.DEAD_LETTER_TOPIC ?? names.deadLetterTopic,
    consumerGroup: env.CONSUMER_GROUP ?? names.consumerGroup,
  };
}

function toKafka(env: Environment): KafkaSettings | undefined {
  if (!env.KAFKA_BOOTSTRAP_SERVERS) return undefined;
  const { KAFKA_USERNAME: username, KAFKA_PASSWORD: password } = env;
  const mechanism = env.KAFKA_SASL_MECHANISM;
  return {
    brokers: split(env.KAFKA_BOOTSTRAP_SERVERS),
    tls: env.KAFKA_TLS,
    ...(username &&
      password && { credentials: { mechanism, username, password } }),
  };
}

function toRegistry(env: Environment): RegistrySettings | undefined {
  if (!env.KAFKA_SCHEMA_REGISTRY_URL) return undefined;
  const username = env.KAFKA_SCHEMA_REGISTRY_USERNAME;
  const password = env.KAFKA_SCHEMA_REGISTRY_PASSWORD;
  return {
    url: env.KAFKA_SCHEMA_REGISTRY_URL.replace(/\/+$/, ""),
    ...(username && password && { credentials: { username, password } }),
  };
}

function toMqtt(env: Environment): MqttSettings | undefined {
  if (!env.MQTT_HOST) return undefined;
  const scheme = env.MQTT_TLS ? "mqtts" : "mqtt";
  return {
    url: `${scheme}://${env.MQTT_HOST}:${env.MQTT_PORT}`,
    ...(env.MQTT_USER && { username: env.MQTT_USER }),
    ...(env.MQTT_PASSWORD && { password: env.MQTT_PASSWORD }),
  };
}

function demand(
  roles: readonly Role[],
  users: readonly Role[],
  value: unknown,
  name: string,
): void {
  const role = roles.find((one) => users.includes(one));
  if (role && !value) {
    throw new Error(`${name} is missing: the role ${role} needs it.`);
  }
}

function split(list: string): string[] {
  return list
    .split(",")
    .map((part) => part.trim())
    .filter((part) => part !== "");
}

/** A variable that is set to nothing counts as absent. */
function withoutEmpty(env: NodeJS.ProcessEnv): NodeJS.ProcessEnv {
  return Object.fromEntries(
    Object.entries(env).filter(([, value]) => value !== ""),
  );
}
