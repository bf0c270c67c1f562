export { runCli, type CliWorld } from './cli';
export { ControlClient } from './control/ControlClient';
export type { Control } from './control/Control';
export {
  defaultStateFile,
  readState,
  type SandboxState,
} from './control/stateFile';
export type { Incident } from './incidents/Incident';
export {
  INCIDENTS,
  IncidentRefused,
  type StartedIncident,
} from './incidents/IncidentDesk';
export { POISON_VALUE } from './incidents/poisonRecord';
export type { KafkaChoice } from './kafka/chooseKafka';
export { createReadyTopics } from './kafka/createReadyTopics';
export type { KafkaBroker, SaslPlain } from './kafka/KafkaBroker';
export { findRealKafka, type RealKafkaParts } from './kafka/real/findRealKafka';
export {
  createAuthority,
  issueCertificate,
  type Certified,
} from './kafka/real/certificates';
export {
  startRealKafka,
  type RealKafka,
  type RealKafkaOptions,
} from './kafka/real/RealKafka';
export {
  startRealKafkaCluster,
  type RealKafkaCluster,
  type RealKafkaClusterOptions,
} from './kafka/real/RealKafkaCluster';
export {
  installKafkaTools,
  type KafkaTool,
  type KafkaTools,
} from './kafka/real/KafkaTools';
export type { SecureListener } from './kafka/real/secureListener';
export type { BatchDamage, FaultBoard } from './kafka/standin/FaultBoard';
export type { ModernGroup } from './kafka/standin/groups/GroupRegistry';
export { encodeBatch, type RecordInput } from './kafka/standin/log/encodeBatch';
export {
  StandInKafka,
  type StandInOptions,
} from './kafka/standin/StandInKafka';
export type { TopicSpec } from './kafka/standin/Cluster';
export {
  KubernetesApi,
  type KubernetesApiOptions,
} from './kubernetes/KubernetesApi';
export type { KubernetesStatus } from './kubernetes/SandboxKubernetes';
export { MqttBroker, type MqttBrokerOptions } from './mqtt/MqttBroker';
export type {
  AnalyticsMessage,
  PingMessage,
  PongMessage,
} from './pingpong/messages';
export { PingPong, type PingPongOptions } from './pingpong/PingPong';
export { PongService } from './pingpong/PongService';
export {
  ANALYTICS_TOPIC,
  PING_MQTT_TOPIC,
  PING_TOPIC,
  PONG_TOPIC,
} from './pingpong/topics';
export type { PrometheusChoice } from './prometheus/choosePrometheus';
export { findPrometheus } from './prometheus/real/findPrometheus';
export { PrometheusProcess } from './prometheus/real/PrometheusProcess';
export {
  PrometheusApi,
  type PrometheusOptions,
} from './prometheus/PrometheusApi';
export { SchemaRegistry } from './registry/SchemaRegistry';
export { startSandbox, type Sandbox, type SandboxOptions } from './Sandbox';
export type { SandboxStatus } from './SteerableSandbox';
