import type { LoggerService } from '@backstage/backend-plugin-api';
import { RealtimeError } from '@backstage-realtime/plugin-realtime-common';
import type { Clock } from '../../../clock';
import type { KafkaClusterSettings } from '../../../config/settings';
import { apiVersionsRequest } from '../requests/apiVersions';
import type { ApiVersions, KafkaRequest } from '../requests/KafkaRequest';
import { WireReader } from '../requests/WireReader';
import type { BrokerAddress } from '../requests/metadata';
import { reasonOf, refusedCredential, unreachable } from './failures';
import type { Allocate } from './FrameAssembler';
import {
  createConnection,
  type KafkajsConnection,
  type KafkajsVersions,
} from './kafkajsConnection';

const SASL_AUTHENTICATE = 36;

/** What a link needs besides the address. */
export interface LinkContext {
  settings: KafkaClusterSettings;
  logger: LoggerService;
  clock: Clock;
  /** Memory for answers; each gets its own when left out. */
  allocate?: Allocate;
}

/**
 * One authenticated socket to one broker. It lives once: after any failure it
 * is closed for good and a new one is opened, because a half-read answer would
 * spoil the next one on the same object.
 */
export class BrokerLink {
  versions: ApiVersions = new Map();
  private isClosed = false;
  private readonly waiting = new Set<(error: Error) => void>();

  private constructor(
    private readonly connection: KafkajsConnection,
    private readonly context: LinkContext,
  ) {}

  /**
   * Connects, asks what the broker speaks, logs in.
   * Errors, both retriable: realtime.kafka.unreachable, authentication-failed.
   */
  static async open(
    address: Pick<BrokerAddress, 'host' | 'port'>,
    context: LinkContext,
    signal?: AbortSignal,
  ): Promise<BrokerLink> {
    const { settings, logger } = context;
    const connection = createConnection(
      address,
      settings,
      logger,
      context.allocate,
    );
    const link = new BrokerLink(connection, context);
    const close = () => link.close();
    signal?.addEventListener('abort', close);
    try {
      await link.within(settings.connectTimeoutMs, connection.connect());
      link.versions = await link.send(apiVersionsRequest());
      connection.setVersions(toKafkajsVersions(link.versions));
      connection.setSupportAuthenticationProtocol(
        link.versions.has(SASL_AUTHENTICATE),
      );
      await link.logIn();
      return link;
    } catch (error) {
      link.close();
      throw error instanceof RealtimeError
        ? error
        : unreachable(reasonOf(error));
    } finally {
      signal?.removeEventListener('abort', close);
    }
  }

  get isOpen(): boolean {
    return !this.isClosed && this.connection.connectionStatus === 'connected';
  }

  /**
   * One request and its answer. Closes the link when it fails.
   * Errors: realtime.kafka.unreachable (retriable).
   */
  async send<T>(request: KafkaRequest<T>): Promise<T> {
    if (this.isClosed) throw unreachable('the connection is closed');
    const { requestTimeoutMs } = this.context.settings;
    const limitMs = requestTimeoutMs + (request.extraTimeoutMs ?? 0);
    try {
      return await this.within(limitMs, this.exchange(request));
    } catch (error) {
      this.close();
      throw error instanceof RealtimeError
        ? error
        : unreachable(reasonOf(error));
    }
  }

  /** Fails what is under way and frees the socket at once. */
  close(): void {
    if (this.isClosed) return;
    this.isClosed = true;
    const { connection } = this;
    this.waiting.forEach(reject => reject(unreachable('it was closed')));
    connection.rejectRequests(new Error('Closed connection'));
    connection.disconnect().catch(error => {
      this.context.logger.debug(
        `closing a Kafka connection: ${reasonOf(error)}`,
      );
    });
    connection.socket?.destroy();
  }

  private async exchange<T>(request: KafkaRequest<T>): Promise<T> {
    const { api, version, isFlexible, body } = request;
    const bytes = isFlexible ? Buffer.concat([Buffer.of(0), body]) : body;
    return await this.connection.send<T>({
      request: {
        apiKey: api.key,
        apiVersion: version,
        apiName: api.name,
        encode: async () => ({ buf: bytes, buffer: bytes }),
      },
      response: {
        decode: async payload =>
          request.decode(behindTags(payload, isFlexible)),
        parse: async decoded => decoded,
      },
      logResponseError: false,
    });
  }

  /**
   * kafkajs reports a connection that ends during login as a failed login. Only
   * a broker that is still connected has refused the credential.
   */
  private async logIn(): Promise<void> {
    const { settings } = this.context;
    if (!settings.sasl) return;
    try {
      await this.within(
        settings.requestTimeoutMs,
        this.connection.authenticate(),
      );
    } catch (error) {
      if (!this.isOpen || error instanceof RealtimeError) {
        throw unreachable('it closed the connection during login');
      }
      throw refusedCredential(settings.name);
    }
  }

  /** Rejects after the limit, or as soon as the link is closed. */
  private async within<T>(limitMs: number, work: Promise<T>): Promise<T> {
    let done = () => {};
    const failure = new Promise<never>((_, reject) => {
      const cancel = this.context.clock.setTimeout(
        () => reject(unreachable(`it does not answer in ${limitMs} ms`)),
        limitMs,
      );
      this.waiting.add(reject);
      done = () => {
        cancel();
        this.waiting.delete(reject);
      };
    });
    try {
      return await Promise.race([work, failure]);
    } finally {
      done();
    }
  }
}

/** The header of a flexible answer ends with tagged fields. */
function behindTags(payload: Uint8Array, isFlexible: boolean): Uint8Array {
  if (!isFlexible) return payload;
  const reader = new WireReader(payload);
  reader.skipTags();
  return reader.rest();
}

function toKafkajsVersions(versions: ApiVersions): KafkajsVersions {
  return Object.fromEntries(
    [...versions].map(([key, { min, max }]) => [
      key,
      { minVersion: min, maxVersion: max },
    ]),
  );
}
