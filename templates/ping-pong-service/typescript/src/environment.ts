import { z } from "zod";

export const ROLES = ["generator", "bridge", "processor", "gateway"] as const;
export type Role = (typeof ROLES)[number];

/** How messages stand in Kafka. MQTT and the WebSocket are JSON in either case. */
export const encoding = z.enum(["json", "avro"]);

const isOn = z.stringbool().default(false);
const port = z.coerce.number().int().min(0).max(65_535);

/** The variables. */
export const Environment = z.object({
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
  ENCODING: encoding.optional(),
  KAFKA_SCHEMA_REGISTRY_URL: z.url({ protocol: /^https?$/ }).optional(),
  KAFKA_SCHEMA_REGISTRY_USERNAME: z.string().optional(),
  KAFKA_SCHEMA_REGISTRY_PASSWORD: z.string().optional(),
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
export type Environment = z.infer<typeof Environment>;
