import { once } from 'node:events';
import { createServer, type Server, type ServerResponse } from 'node:http';
import type { AddressInfo } from 'node:net';
import type { Series, SeriesStore } from '../store/SeriesStore';
import { PrometheusProcess } from './PrometheusProcess';
import { writeSamples } from './writeSamples';

/**
 * An installed Prometheus over a store of ours: it scrapes what the store holds
 * every second, as it would scrape pods. A series that it meets for the first
 * time it gets with its past, so that charts are full from the first moment on.
 */
export class ScrapedPrometheus {
  readonly #target: Server;
  readonly #prometheus: PrometheusProcess;

  private constructor(target: Server, prometheus: PrometheusProcess) {
    this.#target = target;
    this.#prometheus = prometheus;
  }

  /** Throws when the program does not start; see `findPrometheus` for its path. */
  static async start(
    path: string,
    store: SeriesStore,
  ): Promise<ScrapedPrometheus> {
    const told = new WeakSet<Series>();
    const target = createServer((_, response) => expose(store, told, response));
    await once(target.listen(0, '127.0.0.1'), 'listening');
    const { port } = target.address() as AddressInfo;
    try {
      const prometheus = await PrometheusProcess.start(path, port);
      return new ScrapedPrometheus(target, prometheus);
    } catch (error) {
      await closeServer(target);
      throw error;
    }
  }

  get url(): string {
    return this.#prometheus.url;
  }

  /** Idempotent. */
  async close(): Promise<void> {
    await this.#prometheus.close();
    await closeServer(this.#target);
  }
}

/** The past counts as told when the whole answer went out. */
function expose(
  store: SeriesStore,
  told: WeakSet<Series>,
  response: ServerResponse,
): void {
  const series = store.select([]);
  response.once('finish', () => series.forEach(one => told.add(one)));
  response.writeHead(200, { 'content-type': 'text/plain; version=0.0.4' });
  response.end(writeSamples(series, one => !told.has(one)));
}

async function closeServer(server: Server): Promise<void> {
  const closed = new Promise<void>(resolve => server.close(() => resolve()));
  server.closeAllConnections();
  await closed;
}
