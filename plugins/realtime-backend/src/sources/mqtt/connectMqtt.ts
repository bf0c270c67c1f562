import { randomBytes } from 'node:crypto';
import mqtt, { type IPublishPacket, type MqttClient } from 'mqtt';
import { RealtimeError } from '@backstage-realtime/plugin-realtime-common';
import type { MqttBrokerSettings } from '../../config/settings';
import { filterIncoming } from './filterIncoming';
import { OversizeFilter } from './OversizeFilter';
import { failureReason } from '../shared/failureReason';
import { type Connection, LinkFailure } from '../shared/keepConnected';
import type { LinkLimits } from '../shared/limits';

/** CONNACK codes of MQTT 3.1.1 that waiting does not mend: bad identifier, bad credential, not authorised. */
const REFUSALS = [2, 4, 5];

/** Code of SUBACK for a filter the broker refuses. */
const SUBSCRIPTION_REFUSED = 128;

/** A connection to a broker that filters are subscribed on. */
export interface MqttConnection extends Connection {
  /** False: the broker refuses the filter. Rejects when the connection is lost meanwhile. */
  subscribe(filter: string): Promise<boolean>;
  unsubscribe(filter: string): void;
}

/** What a connection hands on. */
export interface MqttReader {
  message(packet: IPublishPacket): void;
  /** A message over `maxRecordBytes` that was not taken into memory. */
  tooLarge(topic: string): void;
}

/**
 * Connects with a clean session and a client id of its own, so that nothing is
 * left at the broker. Rejects with RealtimeError `realtime.mqtt.refused` when
 * the broker refuses the credential.
 */
export function connectMqtt(
  broker: MqttBrokerSettings,
  reader: MqttReader,
  options: { limits: LinkLimits; signal: AbortSignal },
): Promise<MqttConnection> {
  const { limits, signal } = options;
  const client = mqtt.connect(broker.url, {
    manualConnect: true,
    protocolVersion: 4,
    clean: true,
    clientId: `backstage-realtime-${randomBytes(4).toString('hex')}`,
    username: broker.username,
    password: broker.password,
    connectTimeout: limits.connectTimeoutMs,
    keepalive: Math.ceil(limits.heartbeatMs / 1000),
    reconnectPeriod: 0,
    resubscribe: false,
    queueQoSZero: false,
  });
  const close = () => void client.end(true);
  signal.addEventListener('abort', close, { once: true });
  client.on('message', (_topic, _payload, packet) => reader.message(packet));
  filterIncoming(client, () => {
    const { maxRecordBytes } = limits;
    return new OversizeFilter(maxRecordBytes, topic => reader.tooLarge(topic));
  });
  const lost = whenLost(client);
  lost.finally(() => signal.removeEventListener('abort', close));
  return new Promise((resolve, reject) => {
    client.once('connect', () => resolve(toConnection(client, lost, close)));
    client.once('error', error => {
      close();
      reject(refusalOf(broker.name, error));
    });
    client.once('close', () => reject(new LinkFailure('no answer in time')));
    client.connect();
  });
}

function toConnection(
  client: MqttClient,
  lost: Promise<string>,
  close: () => void,
): MqttConnection {
  return {
    lost,
    close,
    subscribe: async filter => {
      const granted = await subscribeOne(client, filter);
      return granted !== SUBSCRIPTION_REFUSED;
    },
    unsubscribe: filter => {
      client.unsubscribe(filter, () => {});
    },
  };
}

function subscribeOne(client: MqttClient, filter: string): Promise<number> {
  return new Promise((resolve, reject) => {
    client.subscribe(filter, { qos: 0 }, (error, granted, packet) => {
      const code = packet?.granted?.[0] ?? granted?.[0]?.qos;
      if (code === SUBSCRIPTION_REFUSED) resolve(SUBSCRIPTION_REFUSED);
      else if (error) reject(error);
      else resolve(Number(code ?? 0));
    });
  });
}

function whenLost(client: MqttClient): Promise<string> {
  return new Promise(resolve => {
    let reason = 'the connection was closed';
    client.on('error', error => {
      reason = failureReason(error);
    });
    client.once('close', () => resolve(reason));
  });
}

function refusalOf(name: string, error: unknown): unknown {
  const code = (error as { code?: unknown }).code;
  if (typeof code !== 'number' || !REFUSALS.includes(code)) return error;
  return new RealtimeError(
    'realtime.mqtt.refused',
    `MQTT broker ${name} refused the connection (return code ${code}); check its username and password in app-config`,
  );
}
