import { isDeepStrictEqual } from 'node:util';

interface Stoppable {
  stop(): Promise<void>;
}

/** What runs in this process for objects of the cluster: at most one actor an owner, and so many in all. */
export class Actors<Wish, Actor extends Stoppable> {
  readonly max: number;
  readonly #start: (wish: Wish, owner: string) => Promise<Actor>;
  readonly #running = new Map<string, { wish: Wish; actor: Actor }>();

  constructor(
    start: (wish: Wish, owner: string) => Promise<Actor>,
    max: number,
  ) {
    this.#start = start;
    this.max = max;
  }

  get isFull(): boolean {
    return this.#running.size >= this.max;
  }

  get count(): number {
    return this.#running.size;
  }

  get owners(): string[] {
    return [...this.#running.keys()];
  }

  has(owner: string): boolean {
    return this.#running.has(owner);
  }

  /** The one that runs when it was started with this wish; one with another is stopped first. */
  async ensure(owner: string, wish: Wish): Promise<Actor> {
    const existing = this.#running.get(owner);
    if (existing && isDeepStrictEqual(existing.wish, wish)) {
      return existing.actor;
    }
    await this.stop(owner);
    const actor = await this.#start(wish, owner);
    this.#running.set(owner, { wish, actor });
    return actor;
  }

  /** Nothing when there is none. */
  async stop(owner: string): Promise<void> {
    const existing = this.#running.get(owner);
    this.#running.delete(owner);
    await existing?.actor.stop();
  }

  async stopAll(): Promise<void> {
    await Promise.all(this.owners.map(owner => this.stop(owner)));
  }
}
