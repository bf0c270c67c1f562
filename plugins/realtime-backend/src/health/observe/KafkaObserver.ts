import { systemClock, type Clock } from '../../clock';
import type { ClusterCalls } from '../../sources/kafka/admin/ClusterCalls';
import type { ObserveScope, SystemObserver } from '../monitor/SystemObserver';
import type { Observation } from '../observation';
import { observe } from './kafka/observe';
import type { ObservePlan } from './kafka/ObservePlan';
import { ObserverMemory } from './kafka/ObserverMemory';

/** A connection in use; `release` is called once. */
export interface ClusterLease {
  connection: ClusterCalls;
  release(): void;
}

/** What an observer of one cluster is made of. */
export interface KafkaObserverOptions {
  /** Lends the connection for one observation. */
  acquire: () => ClusterLease;
  /** Replaces single bounds of the default plan. */
  plan?: Partial<ObservePlan>;
  clock?: Clock;
  /** 0..1, for jitter. */
  random?: () => number;
}

/** Time until a cluster that did not answer is asked again, doubling, with jitter. */
const MIN_BACKOFF_MS = 1_000;
const MAX_BACKOFF_MS = 30_000;
/** Scopes whose leaders, coordinators and settings are remembered; the one used longest ago goes. */
const MAX_SCOPES = 500;

interface ScopeState {
  memory: ObserverMemory;
  flight?: Promise<Observation>;
}

/**
 * Observes one Kafka cluster. Callers with the same scope share one observation
 * while it is under way. While no broker answers, the last refusal is repeated
 * until it is time to try again, so that an outage is not made worse.
 */
export class KafkaObserver implements SystemObserver {
  private readonly scopes = new Map<string, ScopeState>();
  private failures = 0;
  private retryAtMs = 0;

  private constructor(
    private readonly options: KafkaObserverOptions,
    private readonly clock: Clock,
  ) {}

  static create(options: KafkaObserverOptions): KafkaObserver {
    return new KafkaObserver(options, options.clock ?? systemClock);
  }

  async observe(scope: ObserveScope): Promise<Observation> {
    const state = this.stateOf(scope);
    if (state.flight) return await state.flight;
    if (this.clock.now() < this.retryAtMs && state.memory.refusal) {
      return state.memory.refusal;
    }
    state.flight = this.read(scope, state.memory);
    try {
      return await state.flight;
    } finally {
      state.flight = undefined;
    }
  }

  /** Resolves when nothing is under way any more. */
  async close(): Promise<void> {
    await Promise.all([...this.scopes.values()].map(({ flight }) => flight));
    this.scopes.clear();
  }

  private async read(
    scope: ObserveScope,
    memory: ObserverMemory,
  ): Promise<Observation> {
    const { acquire, plan } = this.options;
    const { connection, release } = acquire();
    try {
      const { clock } = this;
      const observation = await observe(connection, scope, {
        plan,
        memory,
        clock,
      });
      memory.refusal = observation.missing ? observation : undefined;
      this.noteOutcome(!observation.missing);
      return observation;
    } finally {
      release();
    }
  }

  private noteOutcome(isAnswered: boolean): void {
    if (isAnswered) {
      this.failures = 0;
      this.retryAtMs = 0;
      return;
    }
    const { random = Math.random } = this.options;
    const longest = MIN_BACKOFF_MS * 2 ** Math.min(this.failures, 10);
    const waitMs = Math.min(MAX_BACKOFF_MS, longest) * (0.5 + random() / 2);
    this.failures++;
    this.retryAtMs = this.clock.now() + waitMs;
  }

  private stateOf(scope: ObserveScope): ScopeState {
    const key = JSON.stringify([scope.topics, scope.groups]);
    const state = this.scopes.get(key) ?? { memory: new ObserverMemory() };
    this.scopes.delete(key);
    this.scopes.set(key, state);
    if (this.scopes.size > MAX_SCOPES) {
      const [oldest] = this.scopes.keys();
      this.scopes.delete(oldest);
    }
    return state;
  }
}
