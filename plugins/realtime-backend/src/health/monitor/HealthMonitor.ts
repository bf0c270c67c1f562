import type { LoggerService } from '@backstage/backend-plugin-api';
import type { TopicHealth } from '@backstage-realtime/plugin-realtime-common';
import type { Clock } from '../../clock';
import { nameOfFault } from '../../nameOfFault';
import type { ContentFollower } from '../content/ContentObservation';
import { createContext } from '../evaluate/context/createContext';
import type { HealthContext } from '../evaluate/context/HealthContext';
import type { HealthMemory, HealthScope } from '../evaluate/types';
import { toReading } from '../history/HealthReading';
import type { HistoryStore } from '../history/HistoryStore';
import { COARSE_MS, ReadingHistory } from '../history/ReadingHistory';
import { PacedReading, type Pace } from '../../states/PacedReading';
import type { Observation, StageObservation } from '../observation';
import { evaluateInSlices } from './evaluateInSlices';
import { HourKeeper } from './HourKeeper';
import { prepare } from './prepare';
import { scopeKey } from './scopeKey';
import type { ObserveScope, SystemObserver } from './SystemObserver';

/** What one monitor stands on. */
export interface HealthMonitorOptions {
  scope: HealthScope;
  observers: ReadonlyMap<string, SystemObserver>;
  store: HistoryStore;
  clock: Clock;
  logger: LoggerService;
  intervalsMs: Record<Pace, number>;
  /** Connections and counts of the stages around the topics; followed while somebody listens. */
  stages?: StageFollower;
  /** What the records of streams tell that somebody reads. */
  contents?: ContentFollower;
  /** 0..1; spreads the readings of many monitors. */
  random?(): number;
}

/** Follows stages from `start` to `stop`; both may be called again at any time. */
export interface StageFollower {
  start(): void;
  /** Empty while nothing is followed. */
  read(): readonly StageObservation[];
  stop(): void;
}

/**
 * Health of one entity as one kind of caller sees it: reads while somebody
 * listens, at the pace of whoever wants it most, and remembers. However many
 * listen, one reading is under way at a time and all get its answer.
 */
export class HealthMonitor {
  private readonly reading: PacedReading<TopicHealth>;
  private readonly history = ReadingHistory.create();
  private readonly hours: HourKeeper;
  private memory: HealthMemory = new Map();
  private hasLoaded = false;

  static create(options: HealthMonitorOptions): HealthMonitor {
    return new HealthMonitor(options);
  }

  private constructor(private readonly options: HealthMonitorOptions) {
    this.hours = HourKeeper.create(options.store);
    this.reading = new PacedReading({
      ...options,
      read: pace => this.run(options.intervalsMs[pace]),
      onError: error => this.warn('health was not read', error),
    });
  }

  get isWatched(): boolean {
    return this.reading.isWatched;
  }

  /** When it was last asked, in ms since 1970; undefined before. */
  get readAtMs(): number | undefined {
    const { lastAskedAtMs } = this.reading;
    return Number.isFinite(lastAskedAtMs) ? lastAskedAtMs : undefined;
  }

  /** Calls back with the latest health, at once if there is one, and after each reading. */
  subscribe(listener: (health: TopicHealth) => void, pace: Pace): () => void {
    this.options.stages?.start();
    const end = this.reading.subscribe(listener, pace);
    return () => {
      end();
      if (!this.isWatched) this.options.stages?.stop();
    };
  }

  /** The latest health when it is younger than `maxAgeMs`, or a new reading. */
  async read(maxAgeMs: number): Promise<TopicHealth> {
    return await this.reading.read(maxAgeMs);
  }

  /** Resolves when nothing is under way any more. Never rejects. */
  async stop(): Promise<void> {
    this.options.stages?.stop();
    await this.reading.stop();
  }

  private async run(intervalMs: number): Promise<TopicHealth> {
    await this.load();
    const observations = await this.observe();
    for (const observation of observations) await this.remember(observation);
    const context = createContext({
      scope: this.options.scope,
      observations,
      stages: this.options.stages?.read() ?? [],
      contents: await this.options.contents?.read(),
      history: this.history,
      usual: this.hours.usual,
      memory: this.memory,
      intervalMs,
      nowMs: this.options.clock.now(),
    });
    await prepare(context);
    await this.rememberHour(context);
    const { health, memory } = await evaluateInSlices(context);
    await this.keep(memory);
    return health;
  }

  private observe(): Promise<Observation[]> {
    const { observers } = this.options;
    return Promise.all(
      this.systems().flatMap(system => {
        const observer = observers.get(system);
        return observer ? [observer.observe(this.scopeOf(system))] : [];
      }),
    );
  }

  private systems(): string[] {
    const { topics, groups } = this.options.scope;
    return [...new Set([...topics, ...groups].map(each => each.system))];
  }

  private scopeOf(system: string): ObserveScope {
    const { topics, groups } = this.options.scope;
    return {
      topics: topics
        .filter(each => each.system === system)
        .map(each => each.topic),
      groups: groups
        .filter(each => each.system === system)
        .map(each => each.group),
    };
  }

  /** What was known before this process; a database that is away costs only the memory. */
  private async load(): Promise<void> {
    if (this.hasLoaded) return;
    const { store, scope, clock } = this.options;
    try {
      const afterMs = clock.now() - COARSE_MS;
      for (const system of this.systems()) {
        const key = scopeKey(system, this.scopeOf(system));
        this.history.add(system, ...(await store.read(key, afterMs)));
        await this.hours.load(system, key, clock.now());
      }
      this.memory = await store.readMemory(scopeKey(scope.entityRef, scope));
      this.hasLoaded = true;
    } catch (error) {
      this.warn('the history of health was not read', error);
    }
  }

  /** Keeps the reading here and for others, and takes what other replicas read meanwhile. */
  private async remember(observation: Observation): Promise<void> {
    const { system } = observation;
    if (observation.missing) return;
    const since = this.history.latest(system)?.atMs ?? 0;
    const reading = toReading(observation);
    this.history.add(system, reading);
    try {
      const key = scopeKey(system, this.scopeOf(system));
      this.history.add(system, ...(await this.options.store.read(key, since)));
      await this.options.store.write(key, reading);
    } catch (error) {
      this.warn('a reading of health was not kept', error);
    }
  }

  private async rememberHour(context: HealthContext): Promise<void> {
    try {
      for (const system of this.systems()) {
        const key = scopeKey(system, this.scopeOf(system));
        await this.hours.note(system, key, context);
      }
    } catch (error) {
      this.warn('what an hour brought was not kept', error);
    }
  }

  private async keep(memory: HealthMemory): Promise<void> {
    const { store, scope, clock } = this.options;
    const hasChanged =
      JSON.stringify([...memory]) !== JSON.stringify([...this.memory]);
    this.memory = memory;
    if (!hasChanged) return;
    try {
      const key = scopeKey(scope.entityRef, scope);
      await store.writeMemory(key, memory, clock.now());
    } catch (error) {
      this.warn('the verdicts of health were not kept', error);
    }
  }

  private warn(what: string, error: unknown): void {
    this.options.logger.warn(what, {
      entity: this.options.scope.entityRef,
      cause: nameOfFault(error),
    });
  }
}
