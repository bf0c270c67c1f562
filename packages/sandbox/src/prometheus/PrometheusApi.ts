import {
  createServer,
  type IncomingMessage,
  type Server,
  type ServerResponse,
} from 'node:http';
import type { AddressInfo } from 'node:net';
import { isAllowed, type PrometheusAuth } from './http/auth';
import { forward } from './http/forward';
import { readParameters } from './http/parameters';
import { ROUTES, type Route } from './http/routes';
import { PromqlError } from './promql/PromqlError';
import { ScrapedPrometheus } from './real/ScrapedPrometheus';
import { SeriesStore } from './store/SeriesStore';

export interface PrometheusOptions {
  /** Default: any free one. */
  port?: number;
  /** Default: nobody is asked who they are. */
  auth?: PrometheusAuth;
  /** Ms since 1970; default the clock. */
  now?: () => number;
  /** Path of an installed Prometheus that is to answer instead, over the same series. */
  program?: string;
}

/** Who answers: an installed Prometheus, or the stand-in for one. */
export type PrometheusKind = 'real' | 'standin';

const NOT_FOUND = 404;

/**
 * The HTTP API of Prometheus on this machine, over series in memory that
 * actors write. It answers what panels and analysis runs ask, in the shapes
 * and with the errors of a real server: instant and range queries, series,
 * labels, build information. Of PromQL it knows selectors, rates, aggregation,
 * quantiles of histograms and arithmetic with matching; the rest is refused as
 * bad data. Nothing is kept when it is closed.
 *
 * With an installed Prometheus it hands questions on to that one, which scrapes
 * the same series: then it is only the door, which incidents can close.
 */
export class PrometheusApi {
  readonly store = new SeriesStore();
  readonly #auth?: PrometheusAuth;
  readonly #now: () => number;
  #server: Server;
  #port: number;
  #isRefusing = false;
  #queryCount = 0;
  #real?: ScrapedPrometheus;

  private constructor(options: PrometheusOptions) {
    this.#auth = options.auth;
    this.#now = options.now ?? Date.now;
    this.#port = options.port ?? 0;
    this.#server = this.#createServer();
  }

  static async start(options: PrometheusOptions = {}): Promise<PrometheusApi> {
    const api = new PrometheusApi(options);
    if (options.program) {
      api.#real = await ScrapedPrometheus.start(options.program, api.store);
    }
    try {
      await api.#listen();
    } catch (error) {
      await api.#real?.close();
      throw error;
    }
    return api;
  }

  get kind(): PrometheusKind {
    return this.#real ? 'real' : 'standin';
  }

  get url(): string {
    return `http://127.0.0.1:${this.#port}`;
  }

  /** Requests that were let in, since the start. */
  get queryCount(): number {
    return this.#queryCount;
  }

  /** Answers 401 to everybody, as after a credential that expired. */
  setRefusing(isRefusing: boolean): void {
    this.#isRefusing = isRefusing;
  }

  /** Nobody answers on its port until `resume`; series are kept and go on. */
  async suspend(): Promise<void> {
    const closed = new Promise<void>(resolve => {
      this.#server.close(() => resolve());
    });
    this.#server.closeAllConnections();
    await closed;
  }

  async resume(): Promise<void> {
    this.#server = this.#createServer();
    await this.#listen();
  }

  /** Idempotent. */
  async close(): Promise<void> {
    await this.suspend();
    await this.#real?.close();
  }

  #createServer(): Server {
    return createServer((request, response) => {
      void this.#answer(request, response);
    });
  }

  async #listen(): Promise<void> {
    await new Promise<void>((resolve, reject) => {
      this.#server.once('error', reject);
      this.#server.listen(this.#port, '127.0.0.1', resolve);
    });
    this.#port = (this.#server.address() as AddressInfo).port;
  }

  async #answer(
    request: IncomingMessage,
    response: ServerResponse,
  ): Promise<void> {
    const { authorization } = request.headers;
    if (this.#isRefusing || !isAllowed(authorization, this.#auth)) {
      refuse(response);
      return;
    }
    this.#queryCount += 1;
    if (this.#real) {
      await forward(request, response, this.#real.url);
      return;
    }
    await this.#answerOurselves(request, response);
  }

  async #answerOurselves(
    request: IncomingMessage,
    response: ServerResponse,
  ): Promise<void> {
    const url = new URL(request.url ?? '/', 'http://localhost');
    const found = findRoute(url.pathname);
    if (!found) {
      response.writeHead(NOT_FOUND, { 'content-type': 'text/plain' });
      response.end('404 page not found\n');
      return;
    }
    try {
      const parameters = await readParameters(request, url);
      const { route, place } = found;
      const nowMs = this.#now();
      const data = route({ store: this.store, parameters, place, nowMs });
      reply(response, 200, { status: 'success', data });
    } catch (error) {
      replyError(response, error);
    }
  }
}

function findRoute(path: string): { route: Route; place: string } | undefined {
  for (const [pattern, route] of ROUTES) {
    const match = pattern.exec(path);
    if (match) {
      return { route, place: match[1] ?? '' };
    }
  }
  return undefined;
}

const CODES = { bad_data: 400, execution: 422 };

function replyError(response: ServerResponse, error: unknown): void {
  const { errorType, message } =
    error instanceof PromqlError
      ? error
      : { errorType: 'internal' as const, message: 'the query failed' };
  const code = errorType === 'internal' ? 500 : CODES[errorType];
  reply(response, code, { status: 'error', errorType, error: message });
}

function refuse(response: ServerResponse): void {
  response.writeHead(401, {
    'content-type': 'text/plain',
    'www-authenticate': 'Basic',
  });
  response.end('Unauthorized\n');
}

function reply(response: ServerResponse, code: number, body: object): void {
  response.writeHead(code, { 'content-type': 'application/json' });
  response.end(JSON.stringify(body));
}
