import type { Frame } from "./frames.js";

export const MAX_FILTER_CHARS = 200;

/** Pongs whose content contains the text, in any case; all other frames pass. */
export function matches(frame: Frame, filter: string): boolean {
  if (filter === "" || frame.type !== "pong") return true;
  return frame.data.originalContent
    .toLowerCase()
    .includes(filter.toLowerCase());
}
