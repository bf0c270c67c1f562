import type { SaslPlain } from '../KafkaBroker';
import { buildPlainLogin } from './secureListener';

export interface ServerSettings {
  logDir: string;
  /** 0: any free one. */
  port: number;
  sasl?: SaslPlain;
  messageMaxBytes?: number;
  /** A second listener for clients: its port, and the lines only it needs. */
  secure?: { port: number; lines: Record<string, string> };
}

/**
 * One node that is broker and controller. Small: one partition for the inner
 * topics, few threads, no wait before a group's first rebalance. The short
 * broker session lets a killed broker come back in 3 s instead of 14.
 */
export function buildServerProperties(settings: ServerSettings): string {
  const lines = {
    'process.roles': 'broker,controller',
    'node.id': 1,
    ...buildListenerLines(settings),
    'inter.broker.listener.name': 'CLIENT',
    'controller.listener.names': 'CONTROLLER',
    'controller.quorum.bootstrap.servers': '127.0.0.1:0',
    'log.dirs': settings.logDir,
    'auto.create.topics.enable': false,
    'offsets.topic.num.partitions': 1,
    'offsets.topic.replication.factor': 1,
    'transaction.state.log.num.partitions': 1,
    'transaction.state.log.replication.factor': 1,
    'transaction.state.log.min.isr': 1,
    'share.coordinator.state.topic.num.partitions': 1,
    'share.coordinator.state.topic.replication.factor': 1,
    'share.coordinator.state.topic.min.isr': 1,
    'group.initial.rebalance.delay.ms': 0,
    'broker.session.timeout.ms': 2_000,
    'broker.heartbeat.interval.ms': 500,
    'log.cleaner.dedupe.buffer.size': 2_097_152,
    'num.network.threads': 1,
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

function buildListenerLines({ port, sasl, secure }: ServerSettings) {
  const listeners = [
    { name: 'CLIENT', port, protocol: sasl ? 'SASL_PLAINTEXT' : 'PLAINTEXT' },
    ...(secure
      ? [{ name: 'SECURE', port: secure.port, protocol: 'SASL_SSL' }]
      : []),
    { name: 'CONTROLLER', port: 0, protocol: 'PLAINTEXT' },
  ];
  return {
    listeners: listeners
      .map(each => `${each.name}://127.0.0.1:${each.port}`)
      .join(','),
    'listener.security.protocol.map': listeners
      .map(({ name, protocol }) => `${name}:${protocol}`)
      .join(','),
  };
}

function buildSaslLines(user: SaslPlain) {
  return {
    'sasl.enabled.mechanisms': 'PLAIN',
    'sasl.mechanism.inter.broker.protocol': 'PLAIN',
    'listener.name.client.plain.sasl.jaas.config': buildPlainLogin(user),
  };
}
