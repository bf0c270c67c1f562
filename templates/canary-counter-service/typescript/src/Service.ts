import type { FastifyInstance } from "fastify";
import type { Logger } from "pino";
import type { Context, Part, Readiness } from "./context.js";
import { startCounter } from "./counter/startCounter.js";
import { createServer } from "./http/createServer.js";
import { addOperations } from "./http/operations.js";
import { startLogOutput } from "./logOutput/startLogOutput.js";
import { createMetrics } from "./metrics.js";
import { startPrometheusProxy } from "./prometheusProxy/startPrometheusProxy.js";
import type { Settings } from "./settings.js";

/**
 * One process with one role: the counter, the log output beside it, or the
 * proxy for its analysis. HTTP answers at once, in every role; what a role
 * depends on may come late, go away and come back. Until it is there,
 * /health/ready says what is missing, and the process stays.
 */
export class Service {
  readonly #server: FastifyInstance;
  readonly #part: Part;
  readonly #abort: AbortController;
  #isStopping = false;

  private constructor(settings: Settings, log: Logger) {
    this.#abort = new AbortController();
    const metrics = createMetrics();
    const context = { log, metrics, signal: this.#abort.signal };
    this.#server = createServer(context);
    this.#part = startPart(this.#server, settings, context);
    addOperations(this.#server, () => this.#readiness(), metrics);
  }

  /** Resolves when HTTP answers. */
  static async start(settings: Settings, log: Logger): Promise<Service> {
    const service = new Service(settings, log);
    const { host, port, role } = settings;
    await service.#server.listen({ host, port });
    log.info({ role }, "The service has started");
    return service;
  }

  /** `http://127.0.0.1:3000` */
  get url(): string {
    const address = this.#server.server.address();
    const port = typeof address === "object" ? address?.port : undefined;
    return `http://127.0.0.1:${port ?? 0}`;
  }

  /** Says not ready, answers what has been asked, then ends the rest. */
  async stop(): Promise<void> {
    this.#isStopping = true;
    await this.#server.close();
    this.#abort.abort();
    await this.#part.stop();
  }

  #readiness(): Readiness {
    const { isReady, checks } = this.#part.readiness();
    return this.#isStopping
      ? { isReady: false, checks: { ...checks, service: "stopping" } }
      : { isReady, checks };
  }
}

function startPart(
  server: FastifyInstance,
  settings: Settings,
  context: Context,
): Part {
  switch (settings.role) {
    case "counter":
      return startCounter(server, settings.database, context);
    case "log-output":
      return startLogOutput(server, settings.logOutput, context);
    case "prometheus-proxy":
      return startPrometheusProxy(server, settings.proxy, context);
  }
}
