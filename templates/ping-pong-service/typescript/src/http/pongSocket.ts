import type { WebSocket } from "@fastify/websocket";
import type { FastifyInstance } from "fastify";
import type { Context } from "../context.js";
import { MAX_FILTER_CHARS } from "../gateway/filter.js";
import type { Frame } from "../gateway/frames.js";
import type { Gateway } from "../gateway/Gateway.js";
import type { Viewer } from "../gateway/Viewer.js";
import { isAllowedOrigin } from "./isAllowedOrigin.js";
import { watchLiveness } from "./watchLiveness.js";

const POLICY_VIOLATION = 1008;
const TRY_AGAIN_LATER = 1013;

/** `/ws/pong?filter=`: each pong as one JSON frame. */
export function addPongSocket(
  server: FastifyInstance,
  { settings, now }: Context,
  gateway: Gateway,
): void {
  server.get<{ Querystring: { filter?: string } }>(
    "/ws/pong",
    {
      websocket: true,
      preValidation: async ({ headers }, reply) => {
        const { origin, host } = headers;
        if (!isAllowedOrigin(origin, host, settings.allowedOrigins)) {
          await reply.code(403).send({ error: "This origin is not allowed." });
        }
      },
      schema: {
        querystring: {
          type: "object",
          properties: { filter: { type: "string" } },
        },
      },
    },
    (socket, { query }) => {
      const filter = query.filter ?? "";
      const refusal = refuse(gateway, filter);
      if (refusal) {
        sayAndClose(socket, refusal);
        return;
      }
      const { viewer, leave } = gateway.join(socket, filter);
      socket.on("close", leave);
      socket.on("message", (data: Buffer) => {
        answer(viewer, data, now());
      });
      watchLiveness(socket);
    },
  );
}

interface Refusal {
  code: number;
  message: string;
}

function refuse(gateway: Gateway, filter: string): Refusal | undefined {
  if (filter.length > MAX_FILTER_CHARS) {
    const message = `The filter may have ${MAX_FILTER_CHARS} characters.`;
    return { code: POLICY_VIOLATION, message };
  }
  if (gateway.isFull) {
    const message = "Too many viewers. Try again later.";
    return { code: TRY_AGAIN_LATER, message };
  }
  return undefined;
}

function sayAndClose(socket: WebSocket, { code, message }: Refusal): void {
  const frame: Frame = { type: "error", message };
  socket.send(JSON.stringify(frame));
  socket.close(code, message);
}

/** The only thing a client may say is `{"type":"ping"}`, to keep proxies open. */
function answer(viewer: Viewer, data: Buffer, nowMs: number): void {
  const isPing = /^\s*\{\s*"type"\s*:\s*"ping"\s*\}\s*$/.test(data.toString());
  viewer.send(
    isPing
      ? { type: "keepalive", timestamp: nowMs }
      : { type: "error", message: 'Only {"type":"ping"} is understood.' },
  );
}
