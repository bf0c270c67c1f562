import type { LoggerService } from '@backstage/backend-plugin-api';
import type { Entity } from '@backstage/catalog-model';
import {
  ANNOTATIONS,
  missing,
  RealtimeError,
  toRolloutKey,
  type MetricBoard,
  type MetricBoards,
  type Missing,
  type RolloutRef,
} from '@backstage-realtime/plugin-realtime-common';
import type { Clock } from '../clock';
import type { MetricsSettings } from '../config/prometheus/settings';
import { nameOfFault } from '../nameOfFault';
import { PacedReading, type Pace } from '../states/PacedReading';
import { BoardReader } from './board/BoardReader';
import type { CompiledQuery } from './board/PanelReader';
import { Instances } from './Instances';
import { DEFAULT_SET } from './queries/defaultQuerySets';
import { readTemplate } from './queries/QueryTemplate';
import type { RolloutHashes } from './RolloutHashes';

/** What metrics stand on. */
export interface MetricsServiceOptions {
  settings: MetricsSettings;
  hashes: RolloutHashes;
  clock: Clock;
  logger: LoggerService;
}

/** What a caller may see the metrics of. */
export interface MetricsGrant {
  entityRef: string;
  entity: Entity;
  rollouts: readonly RolloutRef[];
}

/** Boards that are ready at about the same time are told together. */
const GATHER_MS = 100;

/** A reading younger than this share of the interval is shown again. */
const FRESH_SHARE = 0.5;

/**
 * Metrics of rollouts.
 *
 * A browser names an entity and nothing else. Rollouts come from its grant, the
 * name of a query set from its annotation, queries from app-config, pod hashes
 * from whoever watches the rollout. Each value is checked for being a name and
 * escaped for its place, so nothing a user writes can become PromQL. One
 * instance answers a rollout: the first whose rule matches.
 *
 * Reading is shared three times over. A board is one rollout with one set: all
 * who watch it share one timer. A panel is one request for canary and stable
 * together. And requests of different boards for the same series over the same
 * window share one answer. Time axes are aligned so that these are the same.
 *
 * What fails, fails alone: a panel says why it has no values or that they are
 * old, its neighbours and other instances go on. Nothing is read while nobody
 * looks.
 */
export class MetricsService {
  private readonly instances: Instances;
  private readonly sets: ReadonlyMap<string, readonly CompiledQuery[]>;
  private readonly boards = new Map<string, PacedReading<MetricBoard>>();

  static create(options: MetricsServiceOptions): MetricsService {
    return new MetricsService(options);
  }

  private constructor(private readonly options: MetricsServiceOptions) {
    const { settings, clock } = options;
    this.instances = Instances.create(settings, clock);
    this.sets = new Map(
      [...settings.querySets].map(([name, set]) => [
        name,
        [...set].map(([query, named]) => ({
          ...named,
          name: query,
          template: readTemplate(named.expr),
        })),
      ]),
    );
  }

  /** What the grant shows, as a key. */
  identityOf({ entityRef, entity, rollouts }: MetricsGrant): string {
    return [entityRef, setOf(entity), ...rollouts.map(toRolloutKey)].join(' ');
  }

  /** Metrics now, from a reading a few seconds old at most. Errors: over-budget. */
  async snapshot(grant: MetricsGrant): Promise<MetricBoards> {
    const boards = this.boardsOf(grant);
    const freshMs = this.options.settings.focusedMs * FRESH_SHARE;
    const read = await Promise.all(boards.map(each => each.read(freshMs)));
    return this.compose(grant, read);
  }

  /** Metrics now and after every reading, until the answer is called. Errors: over-budget. */
  watch(
    grant: MetricsGrant,
    pace: Pace,
    listener: (boards: MetricBoards) => void,
  ): () => void {
    const { clock } = this.options;
    const boards = this.boardsOf(grant);
    const latest = new Map<number, MetricBoard>();
    let cancel: (() => void) | undefined;
    const tell = () => {
      cancel = undefined;
      const known = boards.map((_, i) => latest.get(i));
      listener(this.compose(grant, known.filter(isKnown)));
    };
    const tellSoon = () => {
      cancel ??= clock.setTimeout(tell, GATHER_MS);
    };
    const leave = boards.map((board, i) =>
      board.subscribe(value => {
        latest.set(i, value);
        tellSoon();
      }, pace),
    );
    if (boards.length === 0) tellSoon();
    return () => {
      cancel?.();
      leave.forEach(each => each());
    };
  }

  /** A new reading soon, told to everybody who watches, unless the last is a few seconds old. */
  refresh(grant: MetricsGrant): void {
    this.snapshot(grant).catch(error => this.warn(grant.entityRef, error));
  }

  /** Ends every request. */
  async stop(): Promise<void> {
    const boards = [...this.boards.values()];
    this.boards.clear();
    this.instances.stop();
    await Promise.all(boards.map(each => each.stop()));
  }

  private compose(
    { entityRef }: MetricsGrant,
    boards: MetricBoard[],
  ): MetricBoards {
    const readAtMs = this.options.clock.now();
    return { entityRef, readAtMs, boards, problems: [] };
  }

  private boardsOf(grant: MetricsGrant): Array<PacedReading<MetricBoard>> {
    const set = setOf(grant.entity);
    return grant.rollouts.map(ref => this.boardOf(ref, set));
  }

  private boardOf(ref: RolloutRef, set: string): PacedReading<MetricBoard> {
    const key = `${toRolloutKey(ref)} ${set}`;
    const known = this.boards.get(key);
    if (known) return known;
    this.makeRoom();
    const { settings, clock } = this.options;
    const { focusedMs, backgroundMs } = settings;
    const intervalsMs = { focused: focusedMs, background: backgroundMs };
    const read = this.readerOf(ref, set);
    const board = new PacedReading<MetricBoard>({
      read: pace => read(intervalsMs[pace]),
      intervalsMs,
      clock,
      onError: error => this.warn(toRolloutKey(ref), error),
    });
    this.boards.set(key, board);
    return board;
  }

  /** How a board is read; one without a source or without queries says so and asks nothing. */
  private readerOf(
    ref: RolloutRef,
    set: string,
  ): (intervalMs: number) => Promise<MetricBoard> {
    const instance = this.instances.find(ref);
    const queries = this.sets.get(set);
    if (instance && queries) {
      const { hashes, settings, clock } = this.options;
      const source = { ref, instance, querySet: set, queries };
      const reader = new BoardReader({ ...source, hashes, settings, clock });
      return intervalMs => reader.read(intervalMs);
    }
    const why = queries ? noInstance(ref) : noSuchSet(set);
    return async intervalMs => emptyBoard(ref, why, intervalMs);
  }

  private makeRoom(): void {
    const { settings, clock } = this.options;
    const limit = settings.rolloutsPerProcess;
    const oldestMs = clock.now() - settings.rangeMs;
    for (const [key, board] of this.boards) {
      const isFull = this.boards.size >= limit;
      const isOld = board.lastAskedAtMs < oldestMs;
      if (!board.isWatched && (isOld || isFull)) this.boards.delete(key);
    }
    if (this.boards.size < limit) return;
    throw new RealtimeError(
      'realtime.stream.over-budget',
      `Metrics of ${limit} rollouts are being read already. Close some pages, or raise realtime.prometheus.rolloutsPerProcess.`,
      { isRetriable: true },
    );
  }

  private warn(what: string, error: unknown): void {
    const cause = nameOfFault(error);
    this.options.logger.warn('metrics were not read', { what, cause });
  }
}

function setOf({ metadata }: Entity): string {
  return metadata.annotations?.[ANNOTATIONS.metrics]?.trim() || DEFAULT_SET;
}

function isKnown(board: MetricBoard | undefined): board is MetricBoard {
  return board !== undefined;
}

function noInstance({ cluster, namespace }: RolloutRef): Missing {
  return {
    code: 'not-asked',
    detail: `no Prometheus under realtime.prometheus.instances is for ${cluster}/${namespace}`,
  };
}

function noSuchSet(set: string): Missing {
  return {
    code: 'not-found',
    detail: `realtime.prometheus.querySets has no ${set.slice(0, 80)}, which the annotation ${ANNOTATIONS.metrics} names`,
  };
}

function emptyBoard(
  rollout: RolloutRef,
  why: Missing,
  intervalMs: number,
): MetricBoard {
  return {
    rollout,
    fromMs: 0,
    stepMs: 0,
    points: 0,
    intervalMs,
    trafficShare: missing(why.code, { detail: why.detail }),
    panels: [],
    missing: why,
  };
}
