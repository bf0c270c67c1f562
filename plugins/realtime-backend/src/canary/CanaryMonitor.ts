import {
  compareVerdicts,
  toRolloutKey,
  type CanaryState,
  type ClusterReading,
  type RolloutRef,
  type RolloutRow,
  type Verdict,
} from '@backstage-realtime/plugin-realtime-common';
import type { RolloutGrant } from '../access/RolloutAccess';
import type { Clock } from '../clock';
import { readControls } from './control/readControls';
import type { NamespaceLease } from './NamespacePool';
import type { NamedReading, NamespaceRollouts } from './NamespaceRollouts';

/** What one monitor stands on. */
export interface CanaryMonitorOptions {
  grant: RolloutGrant;
  /** The namespaces of the granted rollouts; the monitor gives them back. */
  namespaces: NamespaceLease[];
  areControlsOn: boolean;
  clock: Clock;
}

/** Changes within this are told together: one change of a rollout is several objects. */
const GATHER_MS = 50;

/** A state is told again after this without a change: pauses end, and readers see that it lives. */
const REPEAT_MS = 15_000;

/** Nobody is told "connecting" before this: most clusters answer sooner. */
const CONNECTING_MS = 500;

/** The state of one grant, told to everybody who has the same. */
export class CanaryMonitor {
  private readonly listeners = new Set<(state: CanaryState) => void>();
  private readonly unsubscribes: Array<() => void>;
  private readonly startedAtMs: number;
  private readonly namespaces: NamespaceRollouts[];
  private state?: CanaryState;
  private cancelGather?: () => void;
  private cancelRepeat?: () => void;

  static start(options: CanaryMonitorOptions): CanaryMonitor {
    return new CanaryMonitor(options);
  }

  private constructor(private readonly options: CanaryMonitorOptions) {
    this.startedAtMs = options.clock.now();
    this.namespaces = options.namespaces.map(({ namespace }) => namespace);
    this.unsubscribes = this.namespaces.map(each =>
      each.subscribe(() => this.gather()),
    );
    this.gather();
  }

  get isWatched(): boolean {
    return this.listeners.size > 0;
  }

  /** Calls back with the state, at once when it is known, and after each change. */
  subscribe(listener: (state: CanaryState) => void): () => void {
    this.listeners.add(listener);
    if (this.state) listener(this.state);
    return () => void this.listeners.delete(listener);
  }

  /** Ends every watch that nobody else shares. */
  close(): void {
    this.cancelGather?.();
    this.cancelRepeat?.();
    this.unsubscribes.forEach(unsubscribe => unsubscribe());
    this.options.namespaces.forEach(lease => lease.release());
    this.listeners.clear();
  }

  /** The state as soon as every cluster has answered or refused, after `ms` at the latest. */
  async snapshot(ms: number): Promise<CanaryState> {
    await Promise.all(this.namespaces.map(each => each.settled(ms)));
    return this.evaluate(this.options.clock.now());
  }

  refresh(): void {
    this.namespaces.forEach(each => each.refresh());
  }

  private gather(): void {
    this.cancelGather ??= this.options.clock.setTimeout(
      () => this.tell(),
      GATHER_MS,
    );
  }

  private tell(): void {
    this.cancelGather?.();
    this.cancelRepeat?.();
    this.cancelGather = undefined;
    const { clock } = this.options;
    const nowMs = clock.now();
    const leftMs = this.startedAtMs + CONNECTING_MS - nowMs;
    const isTooSoon = leftMs > 0 && this.isConnecting();
    const nextMs = isTooSoon ? leftMs : REPEAT_MS;
    this.cancelRepeat = clock.setTimeout(() => this.tell(), nextMs);
    if (isTooSoon) return;
    this.state = this.evaluate(nowMs);
    for (const listener of [...this.listeners]) listener(this.state);
  }

  private isConnecting(): boolean {
    return this.namespaces.some(each => each.isConnecting);
  }

  private evaluate(nowMs: number): CanaryState {
    const { grant } = this.options;
    return {
      entityRef: grant.entityRef,
      evaluatedAtMs: nowMs,
      rollouts: grant.rollouts
        .map(ref => this.readRow(ref))
        .sort((a, b) => compareVerdicts(verdictOf(a), verdictOf(b))),
      clusters: readClusters(this.namespaces),
      problems: grant.problems,
    };
  }

  private readRow(ref: RolloutRef): RolloutRow {
    const { grant, areControlsOn } = this.options;
    const namespace = this.namespaces.find(
      ({ place }) =>
        place.cluster === ref.cluster && place.namespace === ref.namespace,
    );
    if (!namespace) throw new Error('a rollout of the grant has no namespace');
    const objects = namespace.objectsOf(ref.name);
    const state = namespace.read(ref.name);
    if (!objects.known || !state.known)
      return { ref, rollout: state.known ? failed() : state };
    const mayControl = grant.controllable.has(toRolloutKey(ref));
    const controls = readControls(objects.value, { areControlsOn, mayControl });
    const value = { ...state.value, ...controls };
    return { ref, rollout: { known: true, value } };
  }
}

function failed(): RolloutRow['rollout'] {
  return { known: false, missing: { code: 'failed' } };
}

function verdictOf({ rollout }: RolloutRow): Verdict {
  return rollout.known ? rollout.value.verdict : 'unknown';
}

const WORST_FIRST: ReadonlyArray<ClusterReading['mode']> = [
  'unreachable',
  'connecting',
  'poll',
  'watch',
];

function readClusters(
  namespaces: readonly NamespaceRollouts[],
): ClusterReading[] {
  const readings = new Map<string, NamedReading[]>();
  for (const each of namespaces) {
    const { cluster } = each.place;
    readings.set(cluster, [
      ...(readings.get(cluster) ?? []),
      ...each.readings(),
    ]);
  }
  return [...readings].map(([cluster, all]) => summarise(cluster, all));
}

/** One row a cluster: its worst mode, its newest word, and each kind that cannot be read once. */
function summarise(
  cluster: string,
  readings: readonly NamedReading[],
): ClusterReading {
  const modes = readings.map(({ mode }) => mode);
  const mode = WORST_FIRST.find(each => modes.includes(each)) ?? 'connecting';
  const isAway = mode === 'unreachable';
  const times = readings.flatMap(({ readAtMs }) => readAtMs ?? []);
  const away = readings.filter(each => each.mode === 'unreachable');
  const sinces = away.flatMap(({ sinceMs }) => sinceMs ?? []);
  const gaps = new Map<string, ClusterReading['gaps'][number]>();
  for (const { kind, missing, mode: own } of readings)
    if (missing && own !== 'unreachable') gaps.set(kind, { kind, missing });
  return {
    cluster,
    mode,
    readAtMs: times.length > 0 ? Math.max(...times) : undefined,
    sinceMs: isAway && sinces.length > 0 ? Math.min(...sinces) : undefined,
    missing: away[0]?.missing,
    gaps: [...gaps.values()],
  };
}
