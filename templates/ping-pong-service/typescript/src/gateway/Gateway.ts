import type { Context } from "../context.js";
import type { TailedRecord } from "../kafka/tailTopic.js";
import { Pong } from "../messages/messages.js";
import { keepTrying } from "../keepTrying.js";
import { countMessages } from "../metrics.js";
import { matches } from "./filter.js";
import type { Frame } from "./frames.js";
import { History } from "./History.js";
import { Viewer, type Socket } from "./Viewer.js";

export const MAX_VIEWERS = 500;

/**
 * Hands each record of the pong topic to every viewer whose filter it passes.
 * Records that are no pongs are shown as such, never left out silently.
 */
export class Gateway {
  readonly history = new History();
  readonly #context: Context;
  readonly #viewers = new Set<Viewer>();

  constructor(context: Context) {
    this.#context = context;
  }

  get isFull(): boolean {
    return this.#viewers.size >= MAX_VIEWERS;
  }

  /** Call the result when the viewer has gone. */
  join(socket: Socket, filter: string): { viewer: Viewer; leave: () => void } {
    const { metrics, settings } = this.#context;
    const viewer = new Viewer(socket, filter, () => {
      metrics.viewerDrops.inc();
    });
    this.#viewers.add(viewer);
    metrics.connections.set(this.#viewers.size);
    const { name: service, pongTopic: topic } = settings.names;
    viewer.send({ type: "hello", service, topic, filter });
    const leave = (): void => {
      this.#viewers.delete(viewer);
      metrics.connections.set(this.#viewers.size);
    };
    return { viewer, leave };
  }

  /** One after the other: pongs are shown in the order they are stored. */
  async receive(record: TailedRecord): Promise<void> {
    const frame = await this.#toFrame(record);
    if (frame.type === "pong") this.history.add(frame);
    if (record.isLive) this.#broadcast(frame);
  }

  async #toFrame({ partition, offset, value }: TailedRecord) {
    const { settings, encoding, metrics, now } = this.#context;
    const at = { topic: settings.names.pongTopic, partition, offset };
    // A viewer waits while the registry is away; nothing is left out.
    const read = () => encoding.read(Pong, value);
    const parsed = await keepTrying("Reading a pong", read, this.#context);
    if (parsed.ok) {
      const data = parsed.value;
      return { type: "pong", ...at, timestamp: now(), data } as const;
    }
    const { reason } = parsed;
    metrics.deadLetters.inc({ stage: "gateway", reason, outcome: "counted" });
    return { type: "undecodable", ...at, reason } as const;
  }

  #broadcast(frame: Frame): void {
    countMessages(this.#context.metrics, "gateway", this.#context.now());
    const text = JSON.stringify(frame);
    for (const viewer of this.#viewers) {
      if (matches(frame, viewer.filter)) viewer.sendText(text);
    }
  }
}
