import Fastify, {
  LogController,
  type FastifyBaseLogger,
  type FastifyInstance,
} from "fastify";
import type { Context } from "../context.js";
import { observeRequests } from "./observeRequests.js";

/** What a query of Prometheus may need. */
const MAX_BODY_BYTES = 64 * 1024;

/** A server without routes, which counts and times what it will answer. */
export function createServer({ log, metrics }: Context): FastifyInstance {
  const logger: FastifyBaseLogger = log;
  const server = Fastify({
    loggerInstance: logger,
    // Probes and scrapes would be most of the log.
    logController: new LogController({ disableRequestLogging: true }),
    // A request for the head alone must not count.
    exposeHeadRoutes: false,
    bodyLimit: MAX_BODY_BYTES,
    forceCloseConnections: "idle",
  });
  observeRequests(server, metrics);
  return server;
}
