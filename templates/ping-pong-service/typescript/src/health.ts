import type { Gauge } from "prom-client";

/** Brokers, and roles that take a while to start. */
export type Dependency =
  "kafka" | "mqtt" | "registry" | "bridge" | "processor" | "gateway";

interface State {
  isUp: boolean;
  /** For the people who run this service; no addresses, no secrets. */
  reason: string;
}

export interface ReadyReport {
  ready: boolean;
  checks: Partial<Record<Dependency, string>>;
}

/**
 * What this process depends on, and how it is. Down until it has been seen up:
 * unknown is not healthy. Stopping makes it not ready, so that no new viewers
 * come while the present ones are let go.
 */
export class Health {
  readonly #states = new Map<Dependency, State>();
  readonly #gauges: Partial<Record<Dependency, Gauge>>;
  #isStopping = false;

  constructor(gauges: Partial<Record<Dependency, Gauge>> = {}) {
    this.#gauges = gauges;
  }

  expect(dependency: Dependency): void {
    this.set(dependency, false, "not connected yet");
  }

  set(dependency: Dependency, isUp: boolean, reason = ""): void {
    this.#states.set(dependency, { isUp, reason });
    this.#gauges[dependency]?.set(isUp ? 1 : 0);
  }

  stop(): void {
    this.#isStopping = true;
  }

  report(): ReadyReport {
    const states = [...this.#states];
    return {
      ready: !this.#isStopping && states.every(([, { isUp }]) => isUp),
      checks: Object.fromEntries(
        states.map(([name, { isUp, reason }]) => [
          name,
          isUp ? "up" : `down: ${reason}`,
        ]),
      ),
    };
  }
}
