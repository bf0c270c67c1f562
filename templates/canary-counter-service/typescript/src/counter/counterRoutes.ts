import type { FastifyInstance, FastifyReply } from "fastify";
import { DatabaseAway } from "../database/Database.js";
import type { Counter } from "./Counter.js";

const RETRY_SECONDS = "2";

/** GET / and /pingpong count one more, so nobody may answer them from a cache. */
export function addCounterRoutes(
  server: FastifyInstance,
  counter: Counter,
): void {
  for (const path of ["/", "/pingpong"]) {
    server.get(path, (_request, reply) =>
      answer(reply, async () => ({
        message: `pong ${await counter.increment()}`,
      })),
    );
  }
  server.get("/pings", (_request, reply) =>
    answer(reply, async () => ({ pings: await counter.read() })),
  );
}

async function answer(reply: FastifyReply, work: () => Promise<object>) {
  reply.header("cache-control", "no-store");
  try {
    return await work();
  } catch (error) {
    if (!(error instanceof DatabaseAway)) throw error;
    return reply
      .code(503)
      .header("retry-after", RETRY_SECONDS)
      .send({ error: "The count is not available now. Try again." });
  }
}
