import type { LoggerService } from '@backstage/backend-plugin-api';
import { DEFAULT_NAMESPACE, parseEntityRef } from '@backstage/catalog-model';
import {
  RealtimeError,
  type TopicHealth,
} from '@backstage-realtime/plugin-realtime-common';
import type { HealthGrant } from '../access/HealthAccess';
import type { Clock } from '../clock';
import type { HealthSettings } from '../config/settings';
import type { StreamHub } from '../hub/Subscription';
import { nameOfFault } from '../nameOfFault';
import type { Pace } from '../states/PacedReading';
import {
  ContentWatcher,
  type ContentWatcherOptions,
} from './content/ContentWatcher';
import { buildLimits } from './evaluate/limits/buildLimits';
import { readTier } from './evaluate/limits/readTier';
import type { HealthScope } from './evaluate/types';
import type { HistoryStore } from './history/HistoryStore';
import { HealthMonitor } from './monitor/HealthMonitor';
import { scopeKey } from './monitor/scopeKey';
import type { SystemObserver } from './monitor/SystemObserver';
import { StageWatcher } from './stages/StageWatcher';

/** What topic health stands on. */
export interface HealthServiceOptions {
  settings: HealthSettings;
  observers: ReadonlyMap<string, SystemObserver>;
  /** Where streams beside the topics are followed; missing: they are not. */
  hub?: Pick<StreamHub, 'subscribe'>;
  /** The records that somebody reads, and who can read them; missing: none is looked into. */
  records?: Pick<ContentWatcherOptions, 'hub' | 'decoding'>;
  store: HistoryStore;
  clock: Clock;
  logger: LoggerService;
}

/** A monitor nobody watches or asks is forgotten after this; the database remembers. */
const LINGER_MS = 10 * 60_000;

/**
 * Topic health of entities.
 *
 * A grant says what a caller may see; everybody with the same grant shares one
 * monitor, so five hundred viewers of an entity cost one reading. A monitor
 * observes its clusters through one observer each (batched requests, single
 * flight, a value or a reason for every part), adds the numbers to a history
 * that outlives the process, and evaluates: a pure function from observations,
 * history and limits to verdicts in words. Nothing is read while nobody looks.
 */
export class HealthService {
  private readonly monitors = new Map<string, HealthMonitor>();

  static create(options: HealthServiceOptions): HealthService {
    return new HealthService(options);
  }

  private constructor(private readonly options: HealthServiceOptions) {}

  /** Health now, from a reading a few seconds old at most. Errors: over-budget. */
  async snapshot(grant: HealthGrant): Promise<TopicHealth> {
    return await this.monitor(grant).read(this.options.settings.freshMs);
  }

  /** Health now and after every reading, until the answer is called. Errors: over-budget. */
  watch(
    grant: HealthGrant,
    pace: Pace,
    listener: (health: TopicHealth) => void,
  ): () => void {
    return this.monitor(grant).subscribe(listener, pace);
  }

  /** A new reading soon, told to everybody who watches, unless the last is a few seconds old. */
  refresh(grant: HealthGrant): void {
    const { logger, settings } = this.options;
    this.monitor(grant)
      .read(settings.freshMs)
      .catch(error =>
        logger.warn('health was not read anew', {
          entity: grant.entityRef,
          cause: nameOfFault(error),
        }),
      );
  }

  /** What the grant shows, as a key: equal keys share readings. */
  identityOf(grant: HealthGrant): string {
    const scope = toScope(grant, this.options.settings);
    return `${scopeKey(scope.entityRef, scope)} ${fingerprint(grant)}`;
  }

  async stop(): Promise<void> {
    const monitors = [...this.monitors.values()];
    this.monitors.clear();
    const { observers } = this.options;
    await Promise.all(monitors.map(each => each.stop()));
    await Promise.all([...observers.values()].map(each => each.close()));
  }

  private monitor(grant: HealthGrant): HealthMonitor {
    const key = this.identityOf(grant);
    const known = this.monitors.get(key);
    if (known) return known;
    this.makeRoom();
    const { settings, hub, records, clock } = this.options;
    const { streams } = grant;
    const monitor = HealthMonitor.create({
      ...this.options,
      stages: hub && StageWatcher.create({ hub, streams, clock }),
      contents:
        records && ContentWatcher.create({ ...records, streams, clock }),
      scope: toScope(grant, settings),
      intervalsMs: {
        focused: settings.focusedMs,
        background: settings.backgroundMs,
      },
    });
    this.monitors.set(key, monitor);
    return monitor;
  }

  private makeRoom(): void {
    const { clock, settings } = this.options;
    const oldestMs = clock.now() - LINGER_MS;
    for (const [key, monitor] of this.monitors) {
      const isOld = (monitor.readAtMs ?? oldestMs) <= oldestMs;
      const isFull = this.monitors.size >= settings.entitiesPerProcess;
      if (!monitor.isWatched && (isOld || isFull)) this.monitors.delete(key);
    }
    if (this.monitors.size < settings.entitiesPerProcess) return;
    throw new RealtimeError(
      'realtime.stream.over-budget',
      `Health of ${settings.entitiesPerProcess} entities is being read already. Close some pages, or raise realtime.health.entitiesPerProcess.`,
      { isRetriable: true },
    );
  }
}

/** What the entity declares, as far as the caller may see it, with its limits. */
function toScope(grant: HealthGrant, settings: HealthSettings): HealthScope {
  const { entity, streams, groups } = grant;
  const { problems: ofTier, ...chosen } = readTier(entity);
  const tags = entity.metadata.tags ?? [];
  const { limits, problems } = buildLimits({
    ...chosen,
    tags,
    config: settings.limits,
    annotations: entity.metadata.annotations,
  });
  return {
    entityRef: grant.entityRef,
    tier: chosen.tier,
    tags,
    owner: grant.owner && humanRef(grant.owner),
    topics: streams.flatMap(ref =>
      ref.kind === 'kafka' ? [{ system: ref.system, topic: ref.topic }] : [],
    ),
    groups,
    limits,
    problems: [...grant.problems, ...ofTier, ...problems],
  };
}

/** `group:default/team-realtime` as people say it: `team-realtime`. */
function humanRef(ref: string): string {
  const { namespace, name } = parseEntityRef(ref);
  return namespace === DEFAULT_NAMESPACE ? name : `${namespace}/${name}`;
}

/** Changes when the entity does, so that a new limit takes effect at the next look. */
function fingerprint({ entity, problems }: HealthGrant): string {
  return JSON.stringify([
    entity.metadata.etag,
    entity.metadata.annotations,
    entity.metadata.tags,
    entity.spec?.lifecycle,
    problems,
  ]);
}
