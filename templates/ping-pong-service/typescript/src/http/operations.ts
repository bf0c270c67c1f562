import type { FastifyInstance } from "fastify";
import type { Context } from "../context.js";

/** Probes and metrics. */
export function addOperations(
  server: FastifyInstance,
  { settings, health, metrics }: Context,
): void {
  const { name } = settings.names;
  server.get("/", () => ({
    service: name,
    roles: settings.roles,
    ...health.report(),
  }));
  // Alive says only that this process answers: restarting it would not bring
  // a broker back.
  server.get("/livez", () => ({ status: "alive" }));
  server.get("/readyz", (_request, reply) => {
    const report = health.report();
    return reply.code(report.ready ? 200 : 503).send(report);
  });
  server.get("/metrics", async (_request, reply) => {
    const text = await metrics.registry.metrics();
    return reply.type(metrics.registry.contentType).send(text);
  });
}
