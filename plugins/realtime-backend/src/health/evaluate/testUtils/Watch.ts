import type {
  CheckResult,
  TopicHealth,
} from '@backstage-realtime/plugin-realtime-common';
import { toReading } from '../../history/HealthReading';
import { HourlyRates } from '../../history/HourlyRates';
import { ReadingHistory } from '../../history/ReadingHistory';
import type { Observation, StageObservation } from '../../observation';
import { evaluate } from '../evaluate';
import type { HealthMemory, HealthScope } from '../types';
import { aScope } from './builders';

/**
 * A page that watches: feeds one reading after another, keeps the history and
 * the memory between them, and holds the latest judgement.
 */
export class Watch {
  readonly history = ReadingHistory.create();
  readonly hours = HourlyRates.create();
  private memory: HealthMemory = new Map();
  private current?: TopicHealth;

  constructor(
    private readonly scope: HealthScope = aScope(),
    private readonly intervalMs: number = 15_000,
  ) {}

  get health(): TopicHealth {
    if (!this.current) throw new Error('Nothing was read yet');
    return this.current;
  }

  /** Takes a reading in and judges it, by default at its own time. */
  see(
    observation: Observation,
    nowMs: number = observation.atMs,
    stages: StageObservation[] = [],
  ): TopicHealth {
    this.remember(observation);
    return this.judge(observation, nowMs, stages);
  }

  /** Takes a reading in without judging it. */
  remember(observation: Observation): void {
    this.history.add(observation.system, toReading(observation));
  }

  /** Judges a reading again, later, as when the cluster does not answer any more. */
  judge(
    observation: Observation,
    nowMs: number,
    stages: StageObservation[] = [],
  ): TopicHealth {
    const { health, memory } = evaluate({
      scope: this.scope,
      observations: [observation],
      history: this.history,
      usual: this.hours,
      memory: this.memory,
      intervalMs: this.intervalMs,
      ...{ stages, nowMs },
    });
    this.memory = memory;
    this.current = health;
    return health;
  }

  /** The result of a check, of a group or topic where there are several. */
  check(id: string, of?: string): CheckResult {
    const found = this.health.checks.find(
      ({ check, subject }) =>
        check === id &&
        (of === undefined || subject.group === of || subject.topic === of),
    );
    if (!found) throw new Error(`There is no result of ${id}`);
    return found;
  }
}
