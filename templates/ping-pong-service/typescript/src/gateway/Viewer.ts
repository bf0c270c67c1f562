import type { Frame } from "./frames.js";

/** A viewer with more unread bytes misses frames until it has read. */
export const MAX_UNREAD_BYTES = 1024 * 1024;

/** The part of a WebSocket that a viewer uses. */
export interface Socket {
  readonly bufferedAmount: number;
  send(text: string): void;
}

/**
 * One browser. A slow one costs at most 1 MiB: frames beyond are dropped, and
 * it is told how many as soon as it reads again.
 */
export class Viewer {
  readonly filter: string;
  readonly #socket: Socket;
  readonly #onDrop: () => void;
  #dropped = 0;

  constructor(socket: Socket, filter: string, onDrop: () => void) {
    this.filter = filter;
    this.#socket = socket;
    this.#onDrop = onDrop;
  }

  send(frame: Frame): void {
    this.sendText(JSON.stringify(frame));
  }

  /** The same text for all viewers is made once, by the caller. */
  sendText(text: string): void {
    if (this.#socket.bufferedAmount > MAX_UNREAD_BYTES) {
      this.#dropped += 1;
      this.#onDrop();
      return;
    }
    if (this.#dropped > 0) {
      const gap: Frame = { type: "gap", dropped: this.#dropped };
      this.#dropped = 0;
      this.#socket.send(JSON.stringify(gap));
    }
    this.#socket.send(text);
  }
}
