import type { Socket } from 'node:net';
import type { SaslPlain } from '../KafkaBroker';
import type { Api, ApiCall, ConnectionState } from './Api';
import { APIS, OPEN_APIS } from './apis';
import {
  API_VERSIONS_KEY,
  listSpoken,
  newestVersion,
  writeVersions,
} from './apis/apiVersions';
import type { BrokerNode, Cluster } from './Cluster';
import { FrameReader } from './wire/FrameReader';
import { KAFKA_ERROR } from './wire/errorCodes';
import { WireReader } from './wire/WireReader';
import { WireWriter } from './wire/WireWriter';

/** Requests waiting on one connection before its socket is read no further. */
const MAX_WAITING_REQUESTS = 64;
const UNSUPPORTED_VERSION = KAFKA_ERROR.unsupportedVersion;

/**
 * One client. Requests are answered one at a time and in order, as a broker
 * does; a request that cannot be read closes the connection.
 */
export class Connection {
  readonly #cluster: Cluster;
  readonly #node: BrokerNode;
  readonly #socket: Socket;
  readonly #closed = new AbortController();
  readonly #state: ConnectionState;
  readonly #frames = new FrameReader();
  readonly #waiting: Buffer[] = [];
  #isBusy = false;

  private constructor(
    cluster: Cluster,
    node: BrokerNode,
    socket: Socket,
    sasl: SaslPlain | undefined,
  ) {
    this.#cluster = cluster;
    this.#node = node;
    this.#socket = socket;
    this.#state = {
      clientHost: '/127.0.0.1',
      sasl,
      isAuthenticated: sasl === undefined,
      signal: this.#closed.signal,
    };
  }

  static serve(
    cluster: Cluster,
    node: BrokerNode,
    socket: Socket,
    sasl: SaslPlain | undefined,
  ): Connection {
    const connection = new Connection(cluster, node, socket, sasl);
    socket.setNoDelay(true);
    socket.on('data', chunk => connection.#receive(chunk));
    // A cut connection is everyday life here; 'close' follows and cleans up.
    socket.on('error', () => socket.destroy());
    socket.on('close', () => connection.#closed.abort());
    return connection;
  }

  #receive(chunk: Buffer): void {
    try {
      this.#waiting.push(...this.#frames.push(chunk));
    } catch {
      this.#socket.destroy();
      return;
    }
    if (this.#waiting.length > MAX_WAITING_REQUESTS) {
      this.#socket.pause();
    }
    if (!this.#isBusy) {
      this.#isBusy = true;
      this.#work().catch(() => this.#socket.destroy());
    }
  }

  async #work(): Promise<void> {
    for (;;) {
      const frame = this.#waiting.shift();
      if (!frame) {
        break;
      }
      await this.#answer(frame);
      if (this.#waiting.length === 0) {
        this.#socket.resume();
      }
    }
    this.#isBusy = false;
  }

  async #answer(frame: Buffer): Promise<void> {
    const request = new WireReader(frame);
    const apiKey = request.int16();
    const version = request.int16();
    const correlationId = request.int32();
    const clientId = request.string();
    const answer = new WireWriter().int32(correlationId);
    const api = this.#find(apiKey, version);
    if (api) {
      useForm(api, version, request, answer);
      const call = this.#call({ version, clientId, request, answer });
      if ((await api.handle(call)) === 'no-answer') {
        return;
      }
    } else if (apiKey === API_VERSIONS_KEY) {
      writeVersions(
        answer,
        UNSUPPORTED_VERSION,
        listSpoken([...APIS.values()], this.#cluster.settings.isOld),
      );
    } else {
      throw new Error('This request is not understood');
    }
    if (this.#cluster.faults.isSilent(this.#node.nodeId)) {
      return;
    }
    await this.#delay();
    await this.#send(answer);
  }

  #call(
    parts: Pick<ApiCall, 'version' | 'clientId' | 'request' | 'answer'>,
  ): ApiCall {
    return {
      ...parts,
      cluster: this.#cluster,
      node: this.#node,
      connection: this.#state,
    };
  }

  /** undefined when the request is unknown, too new or comes before a login. */
  #find(apiKey: number, version: number): Api | undefined {
    const api = APIS.get(apiKey);
    const isSpoken =
      api &&
      version >= api.minVersion &&
      version <= newestVersion(api, this.#cluster.settings.isOld);
    const mayAsk = this.#state.isAuthenticated || OPEN_APIS.has(apiKey);
    return isSpoken && mayAsk ? api : undefined;
  }

  async #delay(): Promise<void> {
    const ms = this.#cluster.faults.delayOf(this.#node.nodeId);
    if (ms > 0) {
      await new Promise<void>(resolve => {
        setTimeout(resolve, ms).unref();
      });
    }
  }

  /** Waits while the client reads slower than it asks. */
  async #send(answer: WireWriter): Promise<void> {
    if (this.#socket.destroyed) {
      return;
    }
    const size = Buffer.allocUnsafe(4);
    size.writeInt32BE(answer.length);
    this.#socket.cork();
    this.#socket.write(size);
    const isDrained = answer
      .chunks()
      .map(chunk => this.#socket.write(chunk))
      .every(Boolean);
    this.#socket.uncork();
    if (!isDrained) {
      await this.#drained();
    }
  }

  #drained(): Promise<void> {
    const { signal } = this.#closed;
    return new Promise(resolve => {
      const finish = () => {
        this.#socket.off('drain', finish);
        signal.removeEventListener('abort', finish);
        resolve();
      };
      this.#socket.once('drain', finish);
      signal.addEventListener('abort', finish, { once: true });
    });
  }
}

/** The headers of flexible versions end with tagged fields; that of ApiVersions' answer never does. */
function useForm(
  { flexibleFrom }: Api,
  version: number,
  request: WireReader,
  answer: WireWriter,
): void {
  if (flexibleFrom === undefined || version < flexibleFrom) {
    return;
  }
  request.isFlexible = true;
  answer.isFlexible = true;
  request.end();
  answer.end();
}
