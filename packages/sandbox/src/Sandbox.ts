import { AbsentParts } from './absent/AbsentParts';
import { CanaryDemo } from './canary/CanaryDemo';
import { refuseSecond, startControl, type Control } from './control/Control';
import { IncidentDesk } from './incidents/IncidentDesk';
import { chooseKafka, type KafkaChoice } from './kafka/chooseKafka';
import type { KafkaBroker } from './kafka/KafkaBroker';
import type { StartService } from './kubernetes/controllers/Services';
import {
  SandboxKubernetes,
  type SandboxKubernetesOptions,
} from './kubernetes/SandboxKubernetes';
import { MqttBroker } from './mqtt/MqttBroker';
import { checkRate, DEFAULT_RATE } from './pingpong/Generator';
import { PingPong } from './pingpong/PingPong';
import {
  choosePrometheus,
  type PrometheusChoice,
} from './prometheus/choosePrometheus';
import { SchemaRegistry } from './registry/SchemaRegistry';
import type { SteerableSandbox } from './SteerableSandbox';

export interface SandboxOptions {
  /** Default `auto`. */
  kafka?: KafkaChoice;
  /** Default `standin`: a real one takes memory that few need. */
  prometheus?: PrometheusChoice;
  /** Pings a second, default 12. */
  rate?: number;
  /** Default for each: any free one. A busy port is an error that names it. */
  ports?: {
    kafka?: number;
    mqtt?: number;
    mqttWebSocket?: number;
    webSocket?: number;
    kubernetes?: number;
    schemaRegistry?: number;
    prometheus?: number;
  };
  /** Of the Kubernetes API and the platform behind it. */
  kubernetes?: Omit<SandboxKubernetesOptions, 'port'>;
  /** Serves the control API and writes this file; absent: neither. */
  stateFile?: string;
  onProgress?: (sentence: string) => void;
}

export interface Sandbox extends SteerableSandbox {
  /** Which Kafka runs and why, as a sentence. */
  readonly kafkaReason: string;
  /** undefined without a state file. */
  readonly control?: Control;
}

/**
 * A whole realtime platform in this process: Kafka and MQTT start side by
 * side, the ping-pong pipeline and the Kubernetes API on top, with the canaries
 * it deploys, the control API last. When one part cannot start, those that did
 * are stopped again and the error says which.
 */
export async function startSandbox(
  options: SandboxOptions = {},
): Promise<Sandbox> {
  const rate = checkRate(options.rate ?? DEFAULT_RATE);
  if (options.stateFile) {
    await refuseSecond(options.stateFile);
  }
  const open: (() => Promise<void>)[] = [];
  try {
    const parts = await startParts(options, rate, open);
    const sandbox = assemble(parts);
    return options.stateFile
      ? await withControl(sandbox, options.stateFile, open)
      : sandbox;
  } catch (error) {
    await closeAll(open);
    throw error;
  }
}

/** Whatever has come up is in `open`, so that it can be stopped if the rest does not. */
async function startParts(
  options: SandboxOptions,
  rate: number,
  open: (() => Promise<void>)[],
): Promise<Parts> {
  const { chosen, mqtt } = await startBrokers(options, open);
  const { bootstrap } = chosen.broker;
  const pingPong = await PingPong.start({
    bootstrap,
    mqtt: { url: mqtt.url },
    rate,
    webSocketPort: options.ports?.webSocket,
  });
  open.push(() => pingPong.stop());
  const registry = await startRegistry(options);
  open.push(() => registry.close());
  const absent = await AbsentParts.start();
  open.push(() => absent.close());
  const kubernetes = await startKubernetes(options, {
    ...{ bootstrap, mqtt, registry, absent },
  });
  open.push(() => kubernetes.stop());
  const canary = await startCanary(options, kubernetes);
  open.push(() => canary.stop());
  const desk = new IncidentDesk({
    kafka: chosen.broker,
    pingPong,
    kubernetes: kubernetes.api,
    canary,
  });
  open.push(() => desk.stop());
  return { chosen, mqtt, pingPong, desk, kubernetes, registry, canary, open };
}

async function startBrokers(
  { kafka = 'auto', onProgress, ports }: SandboxOptions,
  open: (() => Promise<void>)[],
) {
  const [chosen, mqtt] = await Promise.allSettled([
    chooseKafka(kafka, { port: ports?.kafka, onProgress }),
    MqttBroker.start({
      port: ports?.mqtt,
      webSocketPort: ports?.mqttWebSocket,
    }),
  ]);
  if (chosen.status === 'fulfilled') {
    open.push(() => chosen.value.broker.close());
  }
  if (mqtt.status === 'fulfilled') {
    open.push(() => mqtt.value.close());
  }
  if (chosen.status === 'rejected') {
    throw explain('Kafka', chosen.reason);
  }
  if (mqtt.status === 'rejected') {
    throw explain('The MQTT broker', mqtt.reason);
  }
  return { chosen: chosen.value, mqtt: mqtt.value };
}

async function startRegistry({ ports }: SandboxOptions) {
  return SchemaRegistry.start(ports?.schemaRegistry).catch(cause => {
    throw explain('The schema registry', cause);
  });
}

/** Pings a second of each service that runs for a claim. */
const SERVICE_RATE = 4;

interface Systems {
  bootstrap: string;
  mqtt: MqttBroker;
  registry: SchemaRegistry;
  absent: AbsentParts;
}

/** Services of claims are the pipeline once more, on their own topics. */
async function startKubernetes(
  { kubernetes, ports }: SandboxOptions,
  { absent, bootstrap, mqtt, registry }: Systems,
): Promise<SandboxKubernetes> {
  const addresses = {
    bootstrap,
    mqttUrl: mqtt.url,
    mqttWebSocketUrl: mqtt.webSocketUrl,
    schemaRegistryUrl: registry.url,
    absent: absent.urls,
  };
  const startService: StartService = async names => {
    const running = await PingPong.start({
      bootstrap,
      mqtt: { url: mqtt.url },
      rate: SERVICE_RATE,
      names,
      schemaRegistryUrl: registry.url,
    });
    const { healthUrl, webSocketUrl } = running.service;
    return { healthUrl, webSocketUrl, stop: () => running.stop() };
  };
  return SandboxKubernetes.start(
    { addresses, startService },
    { ...kubernetes, port: ports?.kubernetes },
  ).catch(cause => {
    throw explain('The Kubernetes API', cause);
  });
}

async function startCanary(
  { ports, prometheus = 'standin' }: SandboxOptions,
  { api }: SandboxKubernetes,
): Promise<CanaryDemo> {
  try {
    return await CanaryDemo.start(api, {
      prometheusPort: ports?.prometheus,
      prometheusProgram: choosePrometheus(prometheus),
    });
  } catch (cause) {
    throw explain('The Prometheus API', cause);
  }
}

interface Parts {
  chosen: { broker: KafkaBroker; reason: string };
  mqtt: MqttBroker;
  pingPong: PingPong;
  desk: IncidentDesk;
  kubernetes: SandboxKubernetes;
  registry: SchemaRegistry;
  canary: CanaryDemo;
  open: (() => Promise<void>)[];
}

function assemble(parts: Parts): Sandbox {
  const { canary, chosen, mqtt, pingPong, desk, kubernetes } = parts;
  const { registry, open } = parts;
  const { broker, reason } = chosen;
  const { generator, service } = pingPong;
  return {
    kafka: broker,
    kafkaReason: reason,
    mqtt,
    websocketUrl: service.webSocketUrl,
    setRate: perSecond => generator.setRate(perSecond),
    incident: (name, seconds) => desk.start(name, seconds),
    status: () => ({
      kafka: {
        kind: broker.kind,
        bootstrap: broker.bootstrap,
        description: reason,
      },
      mqtt: {
        url: mqtt.url,
        webSocketUrl: mqtt.webSocketUrl,
        clients: mqtt.clientCount,
      },
      webSocket: {
        url: service.webSocketUrl,
        healthUrl: service.healthUrl,
        connections: service.connectionCount,
      },
      kubernetes: kubernetes.status,
      prometheus: canary.status,
      schemaRegistry: { url: registry.url },
      rate: generator.rate,
      counts: pingPong.counts,
      incidents: desk.running,
    }),
    stop: () => closeAll(open),
  };
}

async function withControl(
  sandbox: Sandbox,
  stateFile: string,
  open: (() => Promise<void>)[],
): Promise<Sandbox> {
  const control = await startControl(sandbox, stateFile);
  open.push(() => control.close());
  return { ...sandbox, control };
}

/** The last opened goes first; one failure does not keep the others open. */
async function closeAll(open: (() => Promise<void>)[]): Promise<void> {
  const failures: unknown[] = [];
  for (const close of open.splice(0).reverse()) {
    await close().catch(error => failures.push(error));
  }
  if (failures.length > 0) {
    throw new AggregateError(failures, 'A part of the sandbox did not stop.');
  }
}

function explain(part: string, cause: unknown): Error {
  const why = cause instanceof Error ? cause.message : String(cause);
  return new Error(`${part} could not be started: ${why}`, { cause });
}
