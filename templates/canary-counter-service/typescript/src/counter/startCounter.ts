import type { FastifyInstance } from "fastify";
import type { Context, Part } from "../context.js";
import { Database } from "../database/Database.js";
import type { DatabaseSettings } from "../settings.js";
import { Counter } from "./Counter.js";
import { addCounterRoutes } from "./counterRoutes.js";

/** The role that counts. */
export function startCounter(
  server: FastifyInstance,
  settings: DatabaseSettings,
  context: Context,
): Part {
  const database = new Database(settings, context);
  addCounterRoutes(server, new Counter(database));
  return {
    readiness: () => ({
      isReady: database.reason === undefined,
      checks: { database: database.reason ?? "connected" },
    }),
    stop: () => database.stop(),
  };
}
