import { z } from "zod";

export const ROLES = ["counter", "log-output", "prometheus-proxy"] as const;
export type Role = (typeof ROLES)[number];

/** Names of levels as they are set, and as the log library calls them. */
const LEVELS = {
  DEBUG: "debug",
  INFO: "info",
  WARNING: "warn",
  ERROR: "error",
  CRITICAL: "fatal",
} as const;
const LEVEL_NAMES = Object.keys(LEVELS) as (keyof typeof LEVELS)[];

const port = z.coerce.number().int().min(0).max(65_535);
const poolSize = z.coerce.number().int().min(0).max(100);

const Environment = z.object({
  PING_PONG_ROLE: z.enum(ROLES).default("counter"),
  PING_PONG_HOST: z.string().default("0.0.0.0"),
  PING_PONG_APP_PORT: port.default(3000),
  PING_PONG_LOG_LEVEL: z
    .string()
    .default("INFO")
    .transform((level) => level.toUpperCase())
    .pipe(z.enum(LEVEL_NAMES as [keyof typeof LEVELS])),
  PING_PONG_DB_HOST: z.string().optional(),
  PING_PONG_DB_PORT: port.default(5432),
  PING_PONG_DB_NAME: z.string().optional(),
  PING_PONG_DB_USER: z.string().optional(),
  PING_PONG_DB_PASSWORD: z.string().optional(),
  PING_PONG_DB_POOL_MIN_SIZE: poolSize.default(1),
  PING_PONG_DB_POOL_MAX_SIZE: poolSize.min(1).default(10),
  PING_PONG_COUNTER_URL: z.url().optional(),
  PING_PONG_LOG_INTERVAL_SECONDS: z.coerce
    .number()
    .min(0.1)
    .max(3600)
    .default(5),
  PING_PONG_PROMETHEUS_URL: z.url().optional(),
  PING_PONG_PROMETHEUS_SCOPE: z
    .string()
    .default("https://prometheus.monitor.azure.com/.default"),
  AZURE_AUTHORITY_HOST: z.url().default("https://login.microsoftonline.com/"),
  AZURE_TENANT_ID: z.string().optional(),
  AZURE_CLIENT_ID: z.string().optional(),
  AZURE_FEDERATED_TOKEN_FILE: z.string().optional(),
});
type Environment = z.infer<typeof Environment>;

export interface DatabaseSettings {
  host: string;
  port: number;
  database: string;
  user: string;
  password?: string;
  minConnections: number;
  maxConnections: number;
}

export interface LogOutputSettings {
  /** Where the counter answers, without a path. */
  counterUrl: string;
  intervalMs: number;
}

/** Who the proxy is, and whom it asks for tokens. */
export interface ProxySettings {
  prometheusUrl: string;
  tokenUrl: string;
  clientId: string;
  scope: string;
  /** Where the platform puts, and renews, what proves who this is. */
  assertionFile: string;
}

interface ServerSettings {
  host: string;
  port: number;
  logLevel: string;
}

/** What every role is told, and what its own role is. */
export type Settings = ServerSettings &
  (
    | { role: "counter"; database: DatabaseSettings }
    | { role: "log-output"; logOutput: LogOutputSettings }
    | { role: "prometheus-proxy"; proxy: ProxySettings }
  );

/**
 * Settings from the environment. Throws an Error that names each variable that
 * is missing or wrong, and never repeats a value: it might be a password.
 */
export function readSettings(variables: NodeJS.ProcessEnv): Settings {
  const parsed = Environment.safeParse(withoutEmpty(variables));
  if (!parsed.success) {
    const lines = parsed.error.issues.map(
      ({ path, message }) => `${path.join(".")}: ${message}`,
    );
    throw new Error(`The environment is not usable.\n${lines.join("\n")}`);
  }
  const env = parsed.data;
  const server: ServerSettings = {
    host: env.PING_PONG_HOST,
    port: env.PING_PONG_APP_PORT,
    logLevel: LEVELS[env.PING_PONG_LOG_LEVEL],
  };
  switch (env.PING_PONG_ROLE) {
    case "counter":
      return { ...server, role: "counter", database: toDatabase(env) };
    case "log-output":
      return { ...server, role: "log-output", logOutput: toLogOutput(env) };
    case "prometheus-proxy":
      return { ...server, role: "prometheus-proxy", proxy: toProxy(env) };
  }
}

function toDatabase(env: Environment): DatabaseSettings {
  const password = env.PING_PONG_DB_PASSWORD;
  const maxConnections = env.PING_PONG_DB_POOL_MAX_SIZE;
  const minConnections = env.PING_PONG_DB_POOL_MIN_SIZE;
  if (minConnections > maxConnections) {
    throw new Error(
      "PING_PONG_DB_POOL_MIN_SIZE is more than PING_PONG_DB_POOL_MAX_SIZE.",
    );
  }
  return {
    host: demand(env, "PING_PONG_DB_HOST"),
    port: env.PING_PONG_DB_PORT,
    database: demand(env, "PING_PONG_DB_NAME"),
    user: demand(env, "PING_PONG_DB_USER"),
    minConnections,
    maxConnections,
    ...(password !== undefined && { password }),
  };
}

function toLogOutput(env: Environment): LogOutputSettings {
  return {
    counterUrl: withoutSlash(demand(env, "PING_PONG_COUNTER_URL")),
    intervalMs: env.PING_PONG_LOG_INTERVAL_SECONDS * 1000,
  };
}

function toProxy(env: Environment): ProxySettings {
  const authority = withoutSlash(env.AZURE_AUTHORITY_HOST);
  const tenant = encodeURIComponent(demand(env, "AZURE_TENANT_ID"));
  return {
    prometheusUrl: withoutSlash(demand(env, "PING_PONG_PROMETHEUS_URL")),
    tokenUrl: `${authority}/${tenant}/oauth2/v2.0/token`,
    clientId: demand(env, "AZURE_CLIENT_ID"),
    scope: env.PING_PONG_PROMETHEUS_SCOPE,
    assertionFile: demand(env, "AZURE_FEDERATED_TOKEN_FILE"),
  };
}

function demand(env: Environment, name: keyof Environment): string {
  const value = env[name];
  if (typeof value === "string") return value;
  const role = env.PING_PONG_ROLE;
  throw new Error(`${name} is missing: the role ${role} needs it.`);
}

function withoutSlash(url: string): string {
  return url.replace(/\/+$/, "");
}

/** A variable that is set to nothing counts as absent. */
function withoutEmpty(env: NodeJS.ProcessEnv): NodeJS.ProcessEnv {
  return Object.fromEntries(
    Object.entries(env).filter(([, value]) => value !== ""),
  );
}
