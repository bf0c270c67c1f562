import type { SaslPlain } from '../KafkaBroker';
import { buildPlainLogin } from './secureListener';

/** What a node does: all on its own, or as one of several. */
type NodeRole = 'alone' | 'controller' | 'broker';

export interface ServerSettings {
  logDir: string;
  /** Of its listener for clients, of the controller's listener for a controller. 0: any free one. */
  port: number;
  /** Default: alone. */
  role?: NodeRole;
  /** Default: 1. */
  nodeId?: number;
  /** Where a broker finds the controller. */
  controllerPort?: number;
  /** Copies of every topic that says nothing else, inner ones too; one of them may be away. Default: 1. */
  replicas?: number;
  sasl?: SaslPlain;
  messageMaxBytes?: number;
  /** Default: 1. */
  networkThreads?: number;
  /** A second listener for clients: its port, and the lines only it needs. */
  secure?: { port: number; lines: Record<string, string> };
}

/**
 * Settings of one node. Small: one partition for the inner topics, few threads,
 * no wait before a group's first rebalance. The short broker session lets a
 * killed broker come back in 3 s instead of 14.
 */
export function buildServerProperties(settings: ServerSettings): string {
  const { role = 'alone', nodeId = 1 } = settings;
  const lines = {
    'process.roles': role === 'alone' ? 'broker,controller' : role,
    'node.id': nodeId,
    ...buildListenerLines(role, settings),
    'controller.listener.names': 'CONTROLLER',
    'controller.quorum.bootstrap.servers': `127.0.0.1:${settings.controllerPort ?? 0}`,
    'log.dirs': settings.logDir,
    'auto.create.topics.enable': false,
    ...buildReplicaLines(settings.replicas ?? 1),
    'group.initial.rebalance.delay.ms': 0,
    'broker.session.timeout.ms': 2_000,
    'broker.heartbeat.interval.ms': 500,
    'log.cleaner.dedupe.buffer.size': 2_097_152,
    'num.network.threads': settings.networkThreads ?? 1,
    'num.io.threads': 2,
    'num.replica.fetchers': 1,
    'background.threads': 2,
    ...(settings.messageMaxBytes && {
      'message.max.bytes': settings.messageMaxBytes,
    }),
    ...(settings.sasl && buildSaslLines(settings.sasl)),
    ...settings.secure?.lines,
  };
  return Object.entries(lines)
    .map(([key, value]) => `${key}=${value}\n`)
    .join('');
}

function buildReplicaLines(replicas: number) {
  const inSync = Math.max(1, replicas - 1);
  return {
    'default.replication.factor': replicas,
    'min.insync.replicas': inSync,
    'offsets.topic.num.partitions': 1,
    'offsets.topic.replication.factor': replicas,
    'transaction.state.log.num.partitions': 1,
    'transaction.state.log.replication.factor': replicas,
    'transaction.state.log.min.isr': inSync,
    'share.coordinator.state.topic.num.partitions': 1,
    'share.coordinator.state.topic.replication.factor': replicas,
    'share.coordinator.state.topic.min.isr': inSync,
  };
}

interface Listener {
  name: string;
  port: number;
  protocol: string;
}

/** A broker opens no listener of the controller, but must know how to speak to it. */
function buildListenerLines(role: NodeRole, settings: ServerSettings) {
  const clients = role === 'controller' ? [] : clientListeners(settings);
  const port = role === 'controller' ? settings.port : 0;
  const controller = { name: 'CONTROLLER', port, protocol: 'PLAINTEXT' };
  const own = role === 'broker' ? clients : [...clients, controller];
  return {
    listeners: own
      .map(each => `${each.name}://127.0.0.1:${each.port}`)
      .join(','),
    'listener.security.protocol.map': [...clients, controller]
      .map(({ name, protocol }) => `${name}:${protocol}`)
      .join(','),
    ...(clients.length > 0 && { 'inter.broker.listener.name': 'CLIENT' }),
  };
}

function clientListeners({ port, sasl, secure }: ServerSettings): Listener[] {
  const first = {
    name: 'CLIENT',
    port,
    protocol: sasl ? 'SASL_PLAINTEXT' : 'PLAINTEXT',
  };
  return secure
    ? [first, { name: 'SECURE', port: secure.port, protocol: 'SASL_SSL' }]
    : [first];
}

function buildSaslLines(user: SaslPlain) {
  return {
    'sasl.enabled.mechanisms': 'PLAIN',
    'sasl.mechanism.inter.broker.protocol': 'PLAIN',
    'listener.name.client.plain.sasl.jaas.config': buildPlainLogin(user),
  };
}
