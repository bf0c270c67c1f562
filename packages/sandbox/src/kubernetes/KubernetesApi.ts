import { createServer, type Server } from 'node:https';
import type { IncomingMessage, ServerResponse } from 'node:http';
import type { AddressInfo } from 'node:net';
import { Access, type ApiTokens } from './access/Access';
import { answerDocument } from './http/answerDocument';
import { answerResource, type ServerParts } from './http/answerResource';
import { reply, replyError, type Exchange } from './http/Exchange';
import {
  parseTarget,
  splitPath,
  type ResourceTarget,
} from './http/parseTarget';
import { Watch } from './http/Watch';
import { serverCertificate } from './http/serverCertificate';
import { KindDesk } from './kinds/KindDesk';
import { KindRegistry } from './kinds/KindRegistry';
import { ApiError } from './model/ApiError';
import type { JsonObject } from './model/json';
import { ObjectStore, type StoreBounds } from './store/ObjectStore';
import { Admission, type Quotas } from './write/Admission';
import { Writer } from './write/Writer';

export interface KubernetesApiOptions extends StoreBounds {
  /** Default: any free one. */
  port?: number;
  /** Kinds to serve beside the built-in ones, as CustomResourceDefinitions. */
  definitions?: JsonObject[];
  /** Namespaces that are there from the start; `default` always is. */
  namespaces?: string[];
  quotas?: Quotas;
  /** Ms since 1970; default the clock. */
  now?: () => number;
}

/** One cluster below `realtime.kubernetes.clusters`. */
export type KubernetesAddress = {
  url: string;
  /** Certificate of its authority, base64 of PEM. */
  caData: string;
  serviceAccountToken: string;
};

/** More open watches are refused with 429. */
const MAX_WATCHES = 200;

/**
 * The Kubernetes API on this machine, without a cluster: HTTPS on the loopback
 * interface, bearer tokens, objects in memory. A request goes through the
 * same stations as on a real server: token → path → right → (read | decode →
 * defaults → schema → admission → field managers → commit) → watchers.
 *
 * What it promises is what the contract suite asks of a real kube-apiserver
 * too: discovery, lists in pages, watches with 410 as an event, optimistic
 * locking, patches, server-side apply with conflicts by field and manager,
 * dry run, strict decoding, status apart from spec. What it leaves out:
 * admission webhooks, conversion between versions, CEL rules about what
 * changed, aggregated discovery, and every controller but those of `controllers/`. It forgets
 * everything when it is closed.
 */
export class KubernetesApi {
  readonly store: ObjectStore;
  readonly kinds = new KindRegistry();
  readonly writer: Writer;
  readonly now: () => number;
  readonly #access = new Access();
  readonly #parts: ServerParts;
  #server: Server;
  #port = 0;
  readonly #certificate: { key: string; certificate: string };
  /** Of the authority that signed the certificate; PEM. */
  readonly ca: string;
  #watchCount = 0;

  private constructor(options: KubernetesApiOptions) {
    const now = options.now ?? Date.now;
    this.now = now;
    this.store = new ObjectStore(options);
    const admission = new Admission(this.store, options.quotas ?? {});
    this.writer = new Writer(this.store, admission, now);
    this.#parts = {
      store: this.store,
      writer: this.writer,
      access: this.#access,
      now,
      startWatch: (exchange, target) => this.#watch(exchange, target),
    };
    const { ca, ...certificate } = serverCertificate();
    this.ca = ca;
    this.#certificate = certificate;
    this.#server = this.#createServer();
  }

  static async start(
    options: KubernetesApiOptions = {},
  ): Promise<KubernetesApi> {
    const api = new KubernetesApi(options);
    const desk = new KindDesk(api.store, api.kinds, api.writer);
    for (const name of [
      'default',
      'kube-system',
      ...(options.namespaces ?? []),
    ]) {
      desk.createNamespace(name);
    }
    options.definitions?.forEach(definition => desk.define(definition));
    desk.follow();
    await api.#listen(options.port);
    return api;
  }

  get url(): string {
    return `https://127.0.0.1:${this.#port}`;
  }

  get tokens(): ApiTokens {
    return this.#access.tokens;
  }

  /** What app-config says of it, for one of its users. */
  settingsOf(user: keyof ApiTokens): KubernetesAddress {
    const caData = Buffer.from(this.ca).toString('base64');
    const serviceAccountToken = this.tokens[user];
    return { url: this.url, caData, serviceAccountToken };
  }

  get watchCount(): number {
    return this.#watchCount;
  }

  /** Nobody answers on its port until `resume`; objects and controllers go on. */
  suspend(): Promise<void> {
    return this.close();
  }

  async resume(): Promise<void> {
    this.#server = this.#createServer();
    await this.#listen(this.#port);
  }

  /** Cuts every watch. Idempotent. */
  async close(): Promise<void> {
    const closed = new Promise<void>(resolve => {
      this.#server.close(() => resolve());
    });
    this.#server.closeAllConnections();
    await closed;
  }

  #createServer(): Server {
    const { certificate, key } = this.#certificate;
    return createServer({ key, cert: certificate }, (request, response) => {
      void this.#answer(request, response);
    });
  }

  async #listen(port = 0): Promise<void> {
    await new Promise<void>((resolve, reject) => {
      this.#server.once('error', reject);
      this.#server.listen(port, '127.0.0.1', resolve);
    });
    this.#port = (this.#server.address() as AddressInfo).port;
  }

  async #answer(
    request: IncomingMessage,
    response: ServerResponse,
  ): Promise<void> {
    try {
      const user = this.#access.identify(request.headers.authorization);
      const url = new URL(request.url ?? '/', 'https://localhost');
      const segments = splitPath(url.pathname);
      const document = answerDocument(this.kinds, segments);
      if (document) {
        reply(response, 200, document);
        return;
      }
      const exchange = { request, response, user, query: url.searchParams };
      const target = parseTarget(segments, this.kinds);
      await answerResource(this.#parts, exchange, target);
    } catch (error) {
      replyError(response, error);
    }
  }

  #watch(exchange: Exchange, target: ResourceTarget): void {
    if (this.#watchCount >= MAX_WATCHES) {
      throw new ApiError(
        429,
        'TooManyRequests',
        `this server has ${MAX_WATCHES} watches open`,
        { retryAfterSeconds: 1 },
      );
    }
    const watch = new Watch(exchange, this.store, target);
    this.#watchCount += 1;
    watch.start(() => {
      this.#watchCount -= 1;
    });
  }
}
