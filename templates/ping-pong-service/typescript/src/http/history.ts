import type { FastifyInstance } from "fastify";
import { MAX_HISTORY, type History } from "../gateway/History.js";

const querystring = {
  type: "object",
  properties: {
    limit: { type: "integer", minimum: 1, maximum: MAX_HISTORY, default: 100 },
  },
} as const;

/** `/api/history?limit=` answers the newest pongs; 400 outside 1 to 500. */
export function addHistory(server: FastifyInstance, history: History): void {
  server.get<{ Querystring: { limit: number } }>(
    "/api/history",
    { schema: { querystring } },
    ({ query }) => ({ pongs: history.last(query.limit) }),
  );
}
