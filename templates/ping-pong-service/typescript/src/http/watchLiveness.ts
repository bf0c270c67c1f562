import type { WebSocket } from "@fastify/websocket";

const EVERY_MS = 30_000;

/**
 * Ends a socket whose other side has not answered a WebSocket ping for 30
 * seconds: a laptop that was closed says no goodbye.
 */
export function watchLiveness(socket: WebSocket, everyMs = EVERY_MS): void {
  let isAlive = true;
  const timer = setInterval(() => {
    if (!isAlive) {
      socket.terminate();
      return;
    }
    isAlive = false;
    socket.ping();
  }, everyMs);
  socket.on("pong", () => {
    isAlive = true;
  });
  // A close follows each error; without a listener it would end the process.
  socket.on("error", () => {
    socket.terminate();
  });
  socket.on("close", () => {
    clearInterval(timer);
  });
}
