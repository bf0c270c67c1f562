import type { FastifyInstance } from "fastify";
import type { Context, Part } from "../context.js";
import type { ProxySettings } from "../settings.js";
import { addProxyRoutes } from "./proxyRoutes.js";
import { TokenSource } from "./TokenSource.js";

/**
 * The role that lets the analysis of a rollout ask a Prometheus that wants the
 * token of a federated identity. It reads, on two paths, and whoever may reach
 * it is decided by the network policy beside it.
 */
export function startPrometheusProxy(
  server: FastifyInstance,
  settings: ProxySettings,
  { log, signal }: Context,
): Part {
  const tokens = new TokenSource(settings);
  addProxyRoutes(server, settings, tokens, signal);
  // A first token, so that a wrong identity is seen before a rollout needs it.
  void tokens.get().catch((error: unknown) => {
    log.warn({ err: error }, "There is no token yet");
  });
  return {
    readiness: () => ({
      isReady: true,
      checks: { token: describe(tokens.expiresAtMs) },
    }),
    stop: () => Promise.resolve(),
  };
}

function describe(expiresAtMs: number | undefined): string {
  if (expiresAtMs === undefined) return "none";
  return `good until ${new Date(expiresAtMs).toISOString()}`;
}
