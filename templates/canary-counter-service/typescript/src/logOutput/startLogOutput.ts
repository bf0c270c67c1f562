import { randomUUID } from "node:crypto";
import type { FastifyInstance } from "fastify";
import { setTimeout as wait } from "node:timers/promises";
import type { Context, Part } from "../context.js";
import type { LogOutputSettings } from "../settings.js";
import { fetchCount } from "./fetchCount.js";

/** What was read last, and when. */
interface Reading {
  pings: number;
  readAt: string;
}

/**
 * The role that writes the count into its log, and tells it. It asks the
 * counter, as any client would: a file would tie both to one machine. While the
 * counter is away it tells the last reading with its age and stays ready, so
 * that one outage is not two.
 */
export function startLogOutput(
  server: FastifyInstance,
  { counterUrl, intervalMs }: LogOutputSettings,
  { log, signal }: Context,
): Part {
  const id = randomUUID();
  let last: Reading | undefined;
  const attempt = async () => {
    const pings = await fetchCount(counterUrl, signal);
    if (pings !== undefined) {
      last = { pings, readAt: new Date().toISOString() };
    }
    const isFresh = pings !== undefined;
    log.info({ id, ...last, isFresh }, "Ping / Pongs");
  };
  const repeating = repeat(attempt, intervalMs, signal);
  server.get("/", (_request, reply) =>
    reply.header("cache-control", "no-store").send({
      id,
      time: new Date().toISOString(),
      pings: last?.pings ?? null,
      readAt: last?.readAt ?? null,
    }),
  );
  return {
    readiness: () => ({
      isReady: true,
      checks: { counter: last ? `read at ${last.readAt}` : "not read yet" },
    }),
    stop: () => repeating,
  };
}

async function repeat(
  work: () => Promise<void>,
  everyMs: number,
  signal: AbortSignal,
): Promise<void> {
  while (!signal.aborted) {
    await work();
    await wait(everyMs, undefined, { signal }).catch(() => undefined);
  }
}
