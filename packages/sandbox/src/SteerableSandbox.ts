import type { PrometheusStatus } from './canary/CanaryDemo';
import type { StartedIncident } from './incidents/IncidentDesk';
import type { KafkaBroker } from './kafka/KafkaBroker';
import type { KubernetesStatus } from './kubernetes/SandboxKubernetes';
import type { MqttBroker } from './mqtt/MqttBroker';

export interface SandboxStatus {
  kafka: { kind: KafkaBroker['kind']; bootstrap: string; description: string };
  mqtt: { url: string; webSocketUrl: string; clients: number };
  webSocket: { url: string; healthUrl: string; connections: number };
  kubernetes: KubernetesStatus;
  prometheus: PrometheusStatus;
  schemaRegistry: { url: string };
  /** Pings a second that are asked for. */
  rate: number;
  /** Since the start. */
  counts: { pings: number; bridged: number; pongs: number };
  /** Names of incidents under way. */
  incidents: string[];
}

/** What the control API and the incidents may do with a running sandbox. */
export interface SteerableSandbox {
  readonly kafka: KafkaBroker;
  readonly mqtt: MqttBroker;
  readonly websocketUrl: string;
  setRate(perSecond: number): void;
  incident(name: string, seconds?: number): StartedIncident;
  status(): SandboxStatus;
  /** Idempotent; resolves when nothing is left. */
  stop(): Promise<void>;
}
