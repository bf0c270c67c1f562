import { isDeepStrictEqual } from 'node:util';
import type { PipelineNames } from '../../pingpong/topics';

/** A service that runs for a claim. */
export interface RunningService {
  webSocketUrl: string;
  healthUrl: string;
  stop(): Promise<void>;
}

export type StartService = (names: PipelineNames) => Promise<RunningService>;

/** Each has five clients of Kafka and two of MQTT; a laptop carries so many. */
export const MAX_SERVICES = 20;

/** Services by the claim they belong to (its uid): at most one each. */
export class Services {
  readonly #start: StartService;
  readonly #running = new Map<
    string,
    { names: PipelineNames; service: RunningService }
  >();

  constructor(start: StartService) {
    this.#start = start;
  }

  get isFull(): boolean {
    return this.#running.size >= MAX_SERVICES;
  }

  get count(): number {
    return this.#running.size;
  }

  has(owner: string): boolean {
    return this.#running.has(owner);
  }

  /** The one that runs when it has these names; one with others is stopped first. */
  async ensure(owner: string, names: PipelineNames): Promise<RunningService> {
    const existing = this.#running.get(owner);
    if (existing && isDeepStrictEqual(existing.names, names)) {
      return existing.service;
    }
    await this.stop(owner);
    const service = await this.#start(names);
    this.#running.set(owner, { names, service });
    return service;
  }

  /** Nothing when there is none. */
  async stop(owner: string): Promise<void> {
    const existing = this.#running.get(owner);
    this.#running.delete(owner);
    await existing?.service.stop();
  }

  async stopAll(): Promise<void> {
    await Promise.all([...this.#running.keys()].map(owner => this.stop(owner)));
  }
}
