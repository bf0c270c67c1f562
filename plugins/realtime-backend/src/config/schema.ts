import { z } from 'zod';
import {
  prometheusAuth,
  prometheusSchema,
  prometheusUrl,
} from './prometheus/schema';
import type { PrometheusAuthSettings } from './prometheus/settings';

const names = z.array(z.string().min(1)).min(1).max(1_000);
const positive = z.number().int().min(1);
const records = z.object({ enabled: z.boolean() }).strict().optional();

/** A name of a cluster, broker or endpoint, as annotations may write it. */
const systemName = z
  .string()
  .regex(
    /^[A-Za-z0-9][A-Za-z0-9._-]{0,62}$/,
    'a name has at most 63 letters, digits, dots, dashes or underscores',
  );

const tls = z
  .object({
    ca: z.string().optional(),
    cert: z.string().optional(),
    key: z.string().optional(),
    rejectUnauthorized: z.boolean().optional(),
  })
  .strict();

const registry = z
  .object({
    url: z
      .string()
      .regex(/^https?:\/\//, 'a registry URL starts with http:// or https://'),
    username: z.string().optional(),
    password: z.string().optional(),
    timeoutMs: positive.default(3_000),
  })
  .strict();

/** One credential at most: a token, or a name and a password, or any kind under `auth`. */
const prometheus = z
  .object({
    source: z.literal('prometheus'),
    url: prometheusUrl,
    username: z.string().min(1).optional(),
    password: z.string().default(''),
    token: z.string().min(1).optional(),
    auth: prometheusAuth.optional(),
    timeoutMs: positive.default(5_000),
    labels: z
      .record(
        z
          .string()
          .regex(
            /^[A-Za-z_][A-Za-z0-9_]*$/,
            'a label has letters, digits and underscores only',
          ),
        z.string(),
      )
      .default({}),
  })
  .strict()
  .refine(
    ({ token, username, auth }) =>
      [token, username, auth].filter(Boolean).length <= 1,
    'give a token, or a username and a password, or auth, not both',
  )
  .transform(({ url, timeoutMs, labels, ...credential }) => ({
    url,
    timeoutMs,
    labels,
    auth: toAuth(credential),
  }));

function toAuth(credential: {
  auth?: PrometheusAuthSettings;
  token?: string;
  username?: string;
  password: string;
}): PrometheusAuthSettings {
  const { auth, token, username, password } = credential;
  if (auth) return auth;
  if (token) return { type: 'bearer', token };
  return username ? { type: 'basic', username, password } : { type: 'none' };
}

const kafkaCluster = z
  .object({
    brokers: z
      .array(z.string().regex(/^.+:\d+$/, 'a broker is host:port'))
      .min(1),
    clientId: z.string().min(1).default('backstage-realtime'),
    ssl: z.union([z.boolean(), tls]).default(false),
    sasl: z
      .object({
        mechanism: z.enum(['plain', 'scram-sha-256', 'scram-sha-512']),
        username: z.string().min(1),
        password: z.string(),
      })
      .strict()
      .optional(),
    connectTimeoutMs: positive.default(5_000),
    requestTimeoutMs: positive.default(30_000),
    records,
    schemaRegistry: registry.optional(),
    health: prometheus.optional(),
  })
  .strict();

const mqttBroker = z
  .object({
    url: z
      .string()
      .regex(
        /^(mqtts?|wss?):\/\//,
        'an MQTT URL starts with mqtt://, mqtts://, ws:// or wss://',
      ),
    username: z.string().optional(),
    password: z.string().optional(),
    records,
  })
  .strict();

const webSocketEndpoint = z
  .object({
    url: z
      .string()
      .regex(/^wss?:\/\//, 'a WebSocket URL starts with ws:// or wss://'),
    headers: z.record(z.string(), z.string()).default({}),
    records,
  })
  .strict();

const allowRule = z
  .object({
    name: z.string().min(1),
    kinds: z
      .array(z.enum(['kafka', 'mqtt', 'websocket']))
      .min(1)
      .optional(),
    systems: names.optional(),
    topics: names.optional(),
    groups: names.optional(),
    owners: names.optional(),
    namespaces: names.optional(),
    entities: names.optional(),
    rollouts: names.optional(),
  })
  .strict();

const maskPolicy = z
  .object({
    name: z.string().min(1),
    systems: names.optional(),
    topics: names.optional(),
    paths: names.optional(),
    headers: names.optional(),
    maskKey: z.boolean().default(false),
  })
  .strict();

/** Bounds of the record engine. */
const engine = z
  .object({
    ringBytes: positive.default(16 * 1024 * 1024),
    ringMs: positive.default(30_000),
    ringBytesPerProcess: positive.min(1024 * 1024).default(256 * 1024 * 1024),
    systemBytesPerSecond: positive.min(64 * 1024).default(64 * 1024 * 1024),
    laneBytes: positive.default(16 * 1024 * 1024),
    lingerMs: positive.default(30_000),
    unackedBatches: positive.default(8),
    maxFlushMs: positive.default(250),
    flushBudget: z.number().min(0.01).max(1).default(0.4),
    batchBytes: positive.default(512 * 1024),
    maxRecordBytes: positive.default(5 * 1024 * 1024),
    scanBudgetRecords: positive.default(100_000),
  })
  .strict();

/** Bounds of sockets and streams. */
const gateway = z
  .object({
    allowedOrigins: z.array(z.string().url()).default([]),
    ticketTtlMs: positive.default(30_000),
    ticketsPerUserPerMinute: positive.default(60),
    inspectionsPerUserPerMinute: positive.default(600),
    socketsPerUser: positive.default(10),
    socketsPerProcess: positive.default(2_000),
    streamsPerUser: positive.default(3),
    streamsPerEntity: positive.default(20),
    streamsPerSystem: positive.default(80),
    streamsPerProcess: positive.default(100),
    commandsPerSecond: positive.default(50),
    heartbeatMs: positive.default(15_000),
    reauthoriseMs: positive.default(60_000),
    idleMs: positive.default(15 * 60_000),
    lifetimeMs: positive.default(4 * 60 * 60_000),
    bufferedSoftBytes: positive.default(1024 * 1024),
    bufferedHardBytes: positive.default(4 * 1024 * 1024),
    stalledMs: positive.default(10_000),
  })
  .strict();

/** Bounds and limits of topic health. */
const health = z
  .object({
    focusedMs: positive.default(15_000),
    backgroundMs: positive.default(60_000),
    freshMs: positive.default(5_000),
    brokerTimeoutMs: positive.default(3_000),
    topicsPerEntity: positive.default(20),
    groupsPerEntity: positive.default(20),
    entitiesPerProcess: positive.default(200),
    limits: z.record(z.string(), z.coerce.string()).default({}),
  })
  .strict();

/** Reading and controlling rollouts of Argo Rollouts. */
const rollouts = z
  .object({
    controls: z
      .object({ enabled: z.boolean().default(false) })
      .strict()
      .prefault({}),
    pollMs: positive.min(1_000).default(10_000),
    lingerMs: positive.default(30_000),
    findMs: positive.default(30_000),
    rolloutsPerEntity: positive.max(100).default(20),
    entitiesPerProcess: positive.default(200),
    watchesPerProcess: positive.default(200),
    objectsPerWatch: positive.default(5_000),
  })
  .strict();

/** The section `realtime` of app-config. Unknown keys are refused: a misspelt limit must not pass. */
export const realtimeConfigSchema = z
  .object({
    // Of the create wizard; realtime-node and the scaffolder module read them.
    kubernetes: z.unknown().optional(),
    claims: z.unknown().optional(),
    publishLocal: z.unknown().optional(),
    kafka: z
      .object({ clusters: z.record(systemName, kafkaCluster).default({}) })
      .strict()
      .optional(),
    mqtt: z
      .object({ brokers: z.record(systemName, mqttBroker).default({}) })
      .strict()
      .optional(),
    websocket: z
      .object({
        endpoints: z.record(systemName, webSocketEndpoint).default({}),
      })
      .strict()
      .optional(),
    access: z
      .object({ allow: z.array(allowRule).max(1_000).default([]) })
      .strict()
      .optional(),
    masking: z
      .object({
        policies: z.array(maskPolicy).max(100).default([]),
        applyDefault: z.boolean().default(true),
      })
      .strict()
      .optional(),
    engine: engine.optional(),
    gateway: gateway.optional(),
    health: health.optional(),
    prometheus: prometheusSchema.optional(),
    rollouts: rollouts.optional(),
  })
  .strict();

/** @internal */
export type RealtimeConfig = z.output<typeof realtimeConfigSchema>;

/** Bounds when app-config sets none. */
export const engineDefaults = engine.parse({});

/** @internal */
export const gatewayDefaults = gateway.parse({});

/** @internal */
export const healthDefaults = health.parse({});

/** @internal */
export const rolloutsDefaults = rollouts.parse({});
