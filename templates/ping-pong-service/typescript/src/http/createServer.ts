import websocket from "@fastify/websocket";
import Fastify, {
  LogController,
  type FastifyBaseLogger,
  type FastifyInstance,
} from "fastify";
import type { Context } from "../context.js";
import type { Gateway } from "../gateway/Gateway.js";
import { addDemo } from "./demo.js";
import { addHistory } from "./history.js";
import { addOperations } from "./operations.js";
import { addPongSocket } from "./pongSocket.js";

/** A client says next to nothing. */
const MAX_PAYLOAD_BYTES = 1024;

/** Everything over HTTP. Without a gateway only what an operator needs. */
export async function createServer(
  context: Context,
  gateway?: Gateway,
): Promise<FastifyInstance> {
  const logger: FastifyBaseLogger = context.log;
  const server = Fastify({
    loggerInstance: logger,
    // Probes and scrapes would be most of the log.
    logController: new LogController({ disableRequestLogging: true }),
    forceCloseConnections: true,
  });
  await server.register(websocket, {
    options: { maxPayload: MAX_PAYLOAD_BYTES },
  });
  addOperations(server, context);
  if (gateway) {
    addDemo(server);
    addHistory(server, gateway.history);
    addPongSocket(server, context, gateway);
  }
  return server;
}
