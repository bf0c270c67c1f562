import type { Verdict } from './component';

/**
 * Health and custom status of each component type, as the CUE of
 * `platform/definitions` says them of the same status. A test evaluates both
 * and holds them against each other, so what a person reads here is what they
 * will read in their cluster.
 */
type Words = Pick<Verdict, 'isHealthy' | 'message'>;

export interface PlatformState {
  /** What the operator says that Kafka waits for; absent while it says nothing. */
  kafka: 'ready' | { waitsFor?: string };
  isRegistryReady: boolean;
  /** Phase of the broker's own application; absent: no MQTT was asked for. */
  mqtt?: string;
}

export function judgePlatform(state: PlatformState): Words {
  const { isRegistryReady, kafka, mqtt } = state;
  const isKafkaReady = kafka === 'ready';
  const registry = isRegistryReady ? 'is ready' : 'waits';
  return {
    isHealthy:
      isKafkaReady &&
      isRegistryReady &&
      (mqtt === undefined || mqtt === 'running'),
    message: `${wordsOfKafka(kafka)}; schema registry ${registry}; MQTT: ${mqtt ?? 'not asked for'}`,
  };
}

function wordsOfKafka(kafka: PlatformState['kafka']): string {
  if (kafka === 'ready') {
    return 'Kafka is ready';
  }
  return kafka.waitsFor ? `Kafka: ${kafka.waitsFor}` : 'Kafka is starting';
}

export interface BrokerState {
  readyReplicas: 0 | 1;
  /** Absent: no way into Kafka was asked for. Empty: its connector says nothing yet. */
  connector?: '' | 'RUNNING' | 'FAILED';
}

export function judgeBroker({ connector, readyReplicas }: BrokerState): Words {
  const isBridged = connector === undefined || connector === 'RUNNING';
  const bridge =
    connector === undefined
      ? 'no way into Kafka was asked for'
      : `the way into Kafka ${connector ? `is ${connector}` : 'is not there yet'}`;
  return {
    isHealthy: readyReplicas > 0 && isBridged,
    message: `${readyReplicas} of 1 brokers are ready; ${bridge}`,
  };
}

export interface JobState {
  succeeded: number;
  failed: number;
}

export function judgeProcessor({ failed, succeeded }: JobState): Words {
  if (succeeded > 0) {
    return { isHealthy: true, message: 'Lenses took every query' };
  }
  const message =
    failed > 0
      ? `${failed} attempts to submit the queries failed; the log of the Job says why`
      : 'submitting the queries';
  return { isHealthy: false, message };
}

/** Kind of the main object of dashboards: Metabase has pods of its own, Grafana an operator. */
export type DashboardKind = 'Deployment' | 'Grafana';

export function judgeDashboard(kind: DashboardKind, isUp: boolean): Words {
  const message = `${kind} is ${isUp ? 'ready' : 'starting'}`;
  return { isHealthy: isUp, message };
}

export interface PodsState {
  replicas: number;
  availableReplicas: number;
}

export function judgeService({
  availableReplicas,
  replicas,
}: PodsState): Words {
  return {
    isHealthy: availableReplicas > 0 && availableReplicas === replicas,
    message: `${availableReplicas} of ${replicas} pods of the first role are available`,
  };
}
