import { on, once } from "node:events";
import { WebSocket, type ClientOptions } from "ws";
import type { Frame } from "../gateway/frames.js";

/** A client that yields every frame it is sent, from the first one on. */
export async function openViewer(url: string, options: ClientOptions = {}) {
  const socket = new WebSocket(url, options);
  const messages = on(socket, "message") as AsyncIterableIterator<[Buffer]>;
  await once(socket, "open");
  return {
    socket,
    next: async (): Promise<Frame> => {
      const { value } = (await messages.next()) as { value: [Buffer] };
      return JSON.parse(value[0].toString()) as Frame;
    },
    close: async (): Promise<void> => {
      socket.close();
      if (socket.readyState !== WebSocket.CLOSED) await once(socket, "close");
    },
  };
}
