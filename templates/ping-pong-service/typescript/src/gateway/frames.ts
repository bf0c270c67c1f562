import type { Pong } from "../messages/messages.js";
import type { RefusalReason } from "../messages/parse.js";

/** All that is ever sent over /ws/pong: one JSON object a frame. */
export type Frame =
  | { type: "hello"; service: string; topic: string; filter: string }
  | PongFrame
  | {
      type: "undecodable";
      topic: string;
      partition: number;
      offset: string;
      reason: RefusalReason;
    }
  /** Frames that this viewer did not get, since it was too slow. */
  | { type: "gap"; dropped: number }
  | { type: "keepalive"; timestamp: number }
  | { type: "error"; message: string };

export interface PongFrame {
  type: "pong";
  topic: string;
  partition: number;
  /** 64 bit, hence text. */
  offset: string;
  /** When it was sent to viewers, in milliseconds since 1970. */
  timestamp: number;
  data: Pong;
}
