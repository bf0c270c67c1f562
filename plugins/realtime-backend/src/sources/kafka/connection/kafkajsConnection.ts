import type { LoggerService } from '@backstage/backend-plugin-api';
import { RealtimeError } from '@backstage-realtime/plugin-realtime-common';
import type { KafkaClusterSettings } from '../../../config/settings';
import type { BrokerAddress } from '../requests/metadata';
import type { Allocate } from './FrameAssembler';
import { connectFramed, type SocketRequest } from './framedSocket';

/**
 * The one place that reaches into kafkajs.
 *
 * kafkajs opens the socket, speaks TLS and SASL and matches answers to
 * requests; its client, retries and record decoder are not used. The class
 * below is internal to kafkajs, hence the exact version in package.json and the
 * check that every member used here is there: another version fails at start,
 * with words, and not in the middle of a stream.
 */
export interface KafkajsConnection {
  connect(): Promise<unknown>;
  disconnect(): Promise<unknown>;
  authenticate(): Promise<void>;
  setVersions(versions: KafkajsVersions): void;
  setSupportAuthenticationProtocol(isSupported: boolean): void;
  send<T>(message: KafkajsMessage<T>): Promise<T>;
  rejectRequests(error: Error): void;
  requestQueue: {
    pending: unknown[];
    scheduleCheckPendingRequests(): void;
  };
  socket?: { destroy(): unknown; unref(): unknown };
  connectionStatus: string;
  processData(bytes: Buffer): void;
  chunks: Buffer[];
  bytesBuffered: number;
}

/** Versions a broker speaks, as kafkajs keeps them. */
export type KafkajsVersions = Record<
  number,
  { minVersion: number; maxVersion: number }
>;

/** What kafkajs takes to send: `buf` makes the body pass for one of its encoders. */
export interface KafkajsMessage<T> {
  request: {
    apiKey: number;
    apiVersion: number;
    apiName: string;
    encode(): Promise<{ buf: Buffer; buffer: Buffer }>;
  };
  response: {
    decode(payload: Buffer): Promise<T>;
    parse(decoded: T): Promise<T>;
  };
  logResponseError: boolean;
}

type ConnectionClass = new (options: object) => KafkajsConnection;
type SocketFactory = (
  request: SocketRequest & { ssl: object | null },
) => unknown;

const METHODS = [
  'connect',
  'disconnect',
  'authenticate',
  'setVersions',
  'setSupportAuthenticationProtocol',
  'send',
  'rejectRequests',
  'processData',
] as const;

/**
 * A connection that is not open yet. Every call makes its own `sasl` object:
 * kafkajs stores the first credential it sees inside the object it is given.
 */
export function createConnection(
  address: Pick<BrokerAddress, 'host' | 'port'>,
  settings: KafkaClusterSettings,
  logger: LoggerService,
  allocate?: Allocate,
): KafkajsConnection {
  const { Connection, socketFactory } = loadKafkajs();
  const connection = new Connection({
    host: address.host,
    port: address.port,
    logger: quietLogger(logger, address),
    socketFactory: (request: Parameters<SocketFactory>[0]) =>
      request.ssl ? socketFactory(request) : connectFramed(request, allocate),
    clientId: settings.clientId,
    ssl: settings.ssl === false ? null : toTlsOptions(settings.ssl),
    sasl: settings.sasl ? { ...settings.sasl } : null,
    connectionTimeout: settings.connectTimeoutMs,
    requestTimeout: settings.requestTimeoutMs,
    enforceRequestTimeout: false,
  });
  checkInternals(connection);
  silenceIdleTimer(connection);
  dropEmptyRests(connection);
  return connection;
}

/** Errors: realtime.kafka.unsupported when the installed kafkajs is not the one this was written for. */
export function checkKafkajs(): void {
  const { Connection } = loadKafkajs();
  const missing = METHODS.filter(
    name => typeof Connection.prototype[name] !== 'function',
  );
  if (missing.length > 0) throw wrongKafkajs(missing);
}

interface Kafkajs {
  Connection: ConnectionClass;
  socketFactory: SocketFactory;
}

let loaded: Kafkajs | undefined;

function loadKafkajs(): Kafkajs {
  loaded ??= requireKafkajs();
  return loaded;
}

function requireKafkajs(): Kafkajs {
  try {
    const Connection = require('kafkajs/src/network/connection');
    const createSocketFactory = require('kafkajs/src/network/socketFactory');
    return { Connection, socketFactory: createSocketFactory() };
  } catch (cause) {
    throw wrongKafkajs(['network/connection'], cause);
  }
}

function checkInternals(connection: KafkajsConnection): void {
  const { requestQueue } = connection;
  const isKnown =
    Array.isArray(requestQueue?.pending) &&
    typeof requestQueue.scheduleCheckPendingRequests === 'function' &&
    typeof connection.connectionStatus === 'string' &&
    Array.isArray(connection.chunks) &&
    typeof connection.bytesBuffered === 'number';
  if (!isKnown) throw wrongKafkajs(['requestQueue']);
}

/**
 * kafkajs arms a timer with a negative delay after each answer, which fires
 * every millisecond as long as the connection lives. It is only of use while
 * requests wait. Replaced on this object, so that other users of kafkajs in
 * the process keep theirs.
 */
function silenceIdleTimer({ requestQueue }: KafkajsConnection): void {
  const schedule = requestQueue.scheduleCheckPendingRequests;
  requestQueue.scheduleCheckPendingRequests = () => {
    if (requestQueue.pending.length > 0) schedule.call(requestQueue);
  };
}

/**
 * After an answer kafkajs keeps the empty rest behind it and joins it with the
 * next one, which copies that one whole. Dropped before each read, so that a
 * whole answer stays where it was put.
 */
function dropEmptyRests(connection: KafkajsConnection): void {
  const process = connection.processData;
  connection.processData = bytes => {
    if (connection.bytesBuffered === 0) connection.chunks = [];
    process.call(connection, bytes);
  };
}

function toTlsOptions(ssl: KafkaClusterSettings['ssl']): object {
  return typeof ssl === 'object' ? { ...ssl } : {};
}

/** kafkajs logs addresses, and errors that are reported by whoever handles them: keep its words for debugging only. */
function quietLogger(
  logger: LoggerService,
  { host, port }: Pick<BrokerAddress, 'host' | 'port'>,
): object {
  const log = (message: string) =>
    logger.debug(
      `kafkajs: ${message.replaceAll(host, '…').replaceAll(`:${port}`, '')}`,
    );
  const quiet = {
    namespace: () => quiet,
    debug: () => {},
    info: log,
    warn: log,
    error: log,
  };
  return quiet;
}

function wrongKafkajs(missing: readonly string[], cause?: unknown): Error {
  return new RealtimeError(
    'realtime.kafka.unsupported',
    `The installed kafkajs is not version 2.2.4 (missing: ${missing.join(
      ', ',
    )}). Install exactly kafkajs 2.2.4.`,
    { cause },
  );
}
