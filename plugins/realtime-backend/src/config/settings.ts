import type { MaskPolicy } from '../access/StreamAccess';
import type {
  MetricsSettings,
  PrometheusAuthSettings,
} from './prometheus/settings';

/** A credential and transport of one Kafka cluster. */
export interface KafkaClusterSettings {
  name: string;
  brokers: string[];
  clientId: string;
  ssl:
    | boolean
    | {
        ca?: string;
        cert?: string;
        key?: string;
        rejectUnauthorized?: boolean;
      };
  sasl?: {
    mechanism: 'plain' | 'scram-sha-256' | 'scram-sha-512';
    username: string;
    password: string;
  };
  connectTimeoutMs: number;
  requestTimeoutMs: number;
  recordsEnabled: boolean;
  registry?: RegistrySettings;
  /** Where health is read from; missing: the brokers themselves. */
  health?: PrometheusSourceSettings;
}

/** An API that answers PromQL, with the series of one Kafka exporter; only from app-config. */
export interface PrometheusSourceSettings {
  /** Base of the API, without `/api/v1`. */
  url: string;
  auth: PrometheusAuthSettings;
  timeoutMs: number;
  /** Labels that pick the series of this cluster. */
  labels: Record<string, string>;
}

/** A Confluent-style schema registry; only from app-config. */
export interface RegistrySettings {
  url: string;
  username?: string;
  password?: string;
  timeoutMs: number;
}

export interface MqttBrokerSettings {
  name: string;
  url: string;
  username?: string;
  password?: string;
  recordsEnabled: boolean;
}

export interface WebSocketEndpointSettings {
  name: string;
  url: string;
  headers: Record<string, string>;
  recordsEnabled: boolean;
}

/** Lets entities use streams. A field that is missing matches everything. */
export interface AllowRule {
  name: string;
  kinds?: string[];
  systems?: string[];
  /** Globs over topic or filter; `*` is any run of characters. */
  topics?: string[];
  /** Globs over consumer groups whose lag may be shown. */
  groups?: string[];
  owners?: string[];
  namespaces?: string[];
  entities?: string[];
  /** Globs over `cluster/namespace/name`. Unlike the others, a missing one matches none: rules that were written for streams let no rollout through. */
  rollouts?: string[];
}

/** Which policy masks which streams; the first that matches wins. */
export interface MaskRule {
  policy: MaskPolicy;
  systems?: string[];
  topics?: string[];
}

/** Bounds of the record engine; every one has a default. */
export interface HubSettings {
  ringBytes: number;
  ringMs: number;
  /** Held by the rings of all streams together. */
  ringBytesPerProcess: number;
  /** Read from one cluster, broker or endpoint by everybody together. */
  systemBytesPerSecond: number;
  /** Encoded bytes a lane keeps for viewers that are behind. */
  laneBytes: number;
  /** Reader stops this long after its last viewer. */
  lingerMs: number;
  unackedBatches: number;
  maxFlushMs: number;
  /** Share of one core flushing may use before the window widens, 0..1. */
  flushBudget: number;
  batchBytes: number;
  maxRecordBytes: number;
  scanBudgetRecords: number;
}

/** Bounds of sockets and streams. */
export interface GatewaySettings {
  /** Exact origins a browser may come from. */
  allowedOrigins: string[];
  ticketTtlMs: number;
  ticketsPerUserPerMinute: number;
  /** Single records a user may open; each may be a read of its own at the broker. */
  inspectionsPerUserPerMinute: number;
  socketsPerUser: number;
  socketsPerProcess: number;
  streamsPerUser: number;
  streamsPerEntity: number;
  /** Of one cluster, broker or endpoint. */
  streamsPerSystem: number;
  streamsPerProcess: number;
  commandsPerSecond: number;
  heartbeatMs: number;
  reauthoriseMs: number;
  idleMs: number;
  lifetimeMs: number;
  /** Unsent bytes above which batches wait, and above which the socket is cut. */
  bufferedSoftBytes: number;
  bufferedHardBytes: number;
  stalledMs: number;
}

/** Bounds and limits of topic health. */
export interface HealthSettings {
  /** Time between two readings while a page is open, and while only a summary is. */
  focusedMs: number;
  backgroundMs: number;
  /** A snapshot younger than this is answered again. */
  freshMs: number;
  brokerTimeoutMs: number;
  topicsPerEntity: number;
  groupsPerEntity: number;
  /** Entities read at the same time. */
  entitiesPerProcess: number;
  /** Limits of checks by name, as written: `lag.slo.warn: 15s`. */
  limits: Record<string, string>;
}

/** Bounds of reading rollouts, and whether they may be controlled. */
export interface RolloutsSettings {
  controls: { enabled: boolean };
  /** Time between two lists where watching is not possible. */
  pollMs: number;
  /** A watch stops this long after its last viewer. */
  lingerMs: number;
  /** What a label selector found is asked again after this. */
  findMs: number;
  rolloutsPerEntity: number;
  /** Entities whose rollouts are shown at the same time. */
  entitiesPerProcess: number;
  /** One for each kind in each namespace that is looked at. */
  watchesPerProcess: number;
  /** Objects of one kind in one namespace that are kept. */
  objectsPerWatch: number;
}

/** Everything app-config says about this plugin, with defaults filled in. */
export interface RealtimeSettings {
  kafka: Map<string, KafkaClusterSettings>;
  mqtt: Map<string, MqttBrokerSettings>;
  websocket: Map<string, WebSocketEndpointSettings>;
  allow: AllowRule[];
  /** The first that covers a stream wins; the last one may cover everything. */
  masking: MaskRule[];
  hub: HubSettings;
  gateway: GatewaySettings;
  health: HealthSettings;
  rollouts: RolloutsSettings;
  metrics: MetricsSettings;
}
