import type { FastifyInstance } from "fastify";
import type { Readiness } from "../context.js";
import type { Metrics } from "../metrics.js";

/** Routes for the platform, which are not traffic. */
export const OPERATIONS: ReadonlySet<string> = new Set([
  "/health",
  "/health/ready",
  "/metrics",
]);

/** Probes and metrics, the same in every role. */
export function addOperations(
  server: FastifyInstance,
  readiness: () => Readiness,
  { registry }: Metrics,
): void {
  // Says only that this process answers: a restart would not bring the
  // database back.
  server.get("/health", () => ({ status: "ok" }));
  server.get("/health/ready", (_request, reply) => {
    const { isReady, checks } = readiness();
    const status = isReady ? "ready" : "not ready";
    return reply.code(isReady ? 200 : 503).send({ status, ...checks });
  });
  server.get("/metrics", async (_request, reply) =>
    reply.type(registry.contentType).send(await registry.metrics()),
  );
}
