import type { FastifyInstance } from "fastify";
import type { Metrics } from "../metrics.js";
import { OPERATIONS } from "./operations.js";

/** Labels are routes, never paths: those anybody can invent. */
export function observeRequests(
  server: FastifyInstance,
  { requests, requestDuration }: Metrics,
): void {
  server.addHook("onResponse", (request, reply, done) => {
    const route = request.routeOptions.url ?? "unmatched";
    if (!OPERATIONS.has(route)) {
      const { method } = request;
      requests.inc({ method, route, status: reply.statusCode });
      requestDuration.observe({ method, route }, reply.elapsedTime / 1000);
    }
    done();
  });
}
