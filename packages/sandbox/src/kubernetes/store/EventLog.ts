import type { Kind } from '../model/Kind';
import type { KubernetesObject } from '../model/KubernetesObject';

/** One commit. Without `object` it was removed, without `previous` created. */
export interface StoreEvent {
  revision: number;
  kind: Kind;
  object?: KubernetesObject;
  previous?: KubernetesObject;
}

type Listener = (event: StoreEvent) => void;

/**
 * The newest commits, so that a watch goes on where another ended. Bounded:
 * older ones are forgotten, and who asks for them must list again.
 */
export class EventLog {
  readonly #events: StoreEvent[] = [];
  readonly #listeners = new Set<Listener>();
  readonly #capacity: number;
  /** Revision before the oldest event that is kept. */
  #floor: number;

  constructor(capacity: number, floor: number) {
    this.#capacity = capacity;
    this.#floor = floor;
  }

  get listenerCount(): number {
    return this.#listeners.size;
  }

  append(event: StoreEvent): void {
    this.#events.push(event);
    if (this.#events.length > this.#capacity) {
      this.#floor = this.#events.shift()!.revision;
    }
    for (const listener of [...this.#listeners]) {
      listener(event);
    }
  }

  /** Events after `revision`, oldest first; undefined when some are forgotten. */
  since(revision: number): StoreEvent[] | undefined {
    return revision < this.#floor
      ? undefined
      : this.#events.filter(event => event.revision > revision);
  }

  /** Forgets everything, as the compaction of a real server does after minutes. */
  compact(): void {
    this.#floor = this.#events.at(-1)?.revision ?? this.#floor;
    this.#events.length = 0;
  }

  /** Returns the way to stop. A listener must not throw. */
  subscribe(listener: Listener): () => void {
    this.#listeners.add(listener);
    return () => this.#listeners.delete(listener);
  }
}
