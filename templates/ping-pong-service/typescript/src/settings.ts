import { readFileSync } from "node:fs";
import { z } from "zod";

export const ROLES = ["generator", "bridge", "processor", "gateway"] as const;
export type Role = (typeof ROLES)[number];

const Names = z.object({
  name: z.string(),
  mqttTopic: z.string(),
  pingTopic: z.string(),
  pongTopic: z.string(),
  deadLetterTopic: z.string(),
  consumerGroup: z.string(),
});

const isOn = z.stringbool().default(false);
const port = z.coerce.number().int().min(0).max(65_535);

const Environment = z.object({
  SERVICE_ROLE: z.enum([...ROLES, "all"]).default("all"),
  HOST: z.string().default("0.0.0.0"),
  PORT: port.default(8080),
  LOG_LEVEL: z.enum(["debug", "info", "warn", "error"]).default("info"),
  ALLOWED_ORIGINS: z.string().default(""),
  MESSAGE_INTERVAL: z.coerce.number().min(0.001).max(3600).default(5),
  KAFKA_BOOTSTRAP_SERVERS: z.string().optional(),
  KAFKA_TLS: isOn,
  KAFKA_SASL_MECHANISM: z
    .enum(["plain", "scram-sha-256", "scram-sha-512"])
    .default("scram-sha-512"),
  KAFKA_USERNAME: z.string().optional(),
  KAFKA_PASSWORD: z.string().optional(),
  MQTT_HOST: z.string().optional(),
  MQTT_PORT: port.default(1883),
  MQTT_TLS: isOn,
  MQTT_USER: z.string().optional(),
  MQTT_PASSWORD: z.string().optional(),
  MQTT_TOPIC: z.string().optional(),
  PING_TOPIC: z.string().optional(),
  PONG_TOPIC: z.string().optional(),
  DEAD_LETTER_TOPIC: z.string().optional(),
  CONSUMER_GROUP: z.string().optional(),
});
type Environment = z.infer<typeof Environment>;

export interface KafkaSettings {
  brokers: string[];
  tls: boolean;
  credentials?: { mechanism: string; username: string; password: string };
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
  const role = environment.SERVICE_ROLE;
  const roles = role === "all" ? ROLES : [role];
  const kafka = toKafka(environment);
  const mqtt = toMqtt(environment);
  demand(roles, USES_KAFKA, kafka, "KAFKA_BOOTSTRAP_SERVERS");
  demand(roles, USES_MQTT, mqtt, "MQTT_HOST");
  return {
    names: toNames(environment, file),
    roles,
    host: environment.HOST,
    port: environment.PORT,
    logLevel: environment.LOG_LEVEL,
    allowedOrigins: split(environment.ALLOWED_ORIGINS),
    pingIntervalMs: environment.MESSAGE_INTERVAL * 1000,
    ...(kafka && { kafka }),
    ...(mqtt && { mqtt }),
  };
}

/** The names given when this service was created. */
export function readServiceFile(): unknown {
  const file = new URL("../service.json", import.meta.url);
  return JSON.parse(readFileSync(file, "utf8")) as unknown;
}

function toNames(env: Environment, file: unknown): Names {
  const names = Names.parse(file);
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
