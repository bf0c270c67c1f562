import type {
  KubernetesClient,
  KubernetesObject,
  WatchChange,
} from '@backstage-realtime/plugin-realtime-node';
import type { Clock } from '../../clock';
import { Doorbell } from './Doorbell';
import type { KindReading, WatchedKind, WatchPlace } from './kinds';
import { cutShort, sayMissing, unreachable } from './missing';

/** What one watch stands on. */
export interface KindWatchOptions<T> {
  client: Pick<KubernetesClient, 'watch' | 'list'>;
  kind: WatchedKind<T>;
  place: WatchPlace;
  clock: Clock;
  /** Time between two lists where watching is not possible. */
  pollMs: number;
  maxObjects: number;
}

/** A break shorter than this is nobody's business. */
const GRACE_MS = 1_000;

/** Lists between two tries to watch again. */
const POLLS_PER_TRY = 6;

/** First and longest wait while a cluster is away. */
const AWAY_MS = [500, 10_000];

/** The same after a refusal, until somebody grants the right or installs the definition. */
const REFUSED_MS = [2_000, 60_000];

/**
 * All objects of one kind in one namespace, kept as they are now and only as
 * far as they are shown. Watches; where that is refused it lists from time to
 * time; where that is refused too it says why and tries again. What was known
 * stays while the cluster is away. Runs until it is stopped.
 */
export class KindWatch<T> {
  private readonly objects = new Map<string, T>();
  private readonly listeners = new Set<() => void>();
  private readonly stopped = new AbortController();
  private readonly bell: Doorbell;
  private state: Omit<KindReading<T>, 'objects'> = { mode: 'connecting' };
  private cancelGrace?: () => void;
  private refusals = 0;
  private isCut = false;

  static start<T>(options: KindWatchOptions<T>): KindWatch<T> {
    const watch = new KindWatch(options);
    void watch.run();
    return watch;
  }

  private constructor(private readonly options: KindWatchOptions<T>) {
    this.bell = Doorbell.create(options.clock);
  }

  get reading(): KindReading<T> {
    const { kind, place, maxObjects } = this.options;
    const cut = this.isCut ? cutShort(kind, place, maxObjects) : undefined;
    const missing = this.state.missing ?? cut;
    return { ...this.state, missing, objects: this.objects };
  }

  /** Called after every change, also of the mode. */
  subscribe(listener: () => void): () => void {
    this.listeners.add(listener);
    return () => void this.listeners.delete(listener);
  }

  /** Lists now where it does not watch. */
  refresh(): void {
    if (this.state.mode !== 'watch') this.bell.ring();
  }

  stop(): void {
    this.stopped.abort();
    this.cancelGrace?.();
    this.bell.ring();
    this.listeners.clear();
  }

  private async run(): Promise<void> {
    while (!this.stopped.signal.aborted) {
      try {
        await this.follow();
      } catch {
        if (this.stopped.signal.aborted) return;
        await this.pollInstead();
      }
    }
  }

  private async follow(): Promise<void> {
    const { client, place, kind } = this.options;
    const { apiVersion, kind: name } = kind;
    const target = { apiVersion, kind: name, namespace: place.namespace };
    const onAlive = () => this.confirm();
    const { signal } = this.stopped;
    for await (const change of client.watch(target, { signal, onAlive })) {
      if (signal.aborted) return;
      this.apply(change);
    }
  }

  private apply(change: WatchChange): void {
    if (change.type === 'interrupted') {
      this.interrupt();
      return;
    }
    this.settle('watch');
    if (change.type === 'snapshot') this.replace(change.objects);
    else if (change.type === 'removed')
      this.objects.delete(change.object.metadata.name);
    else this.keep(change.object);
    this.notify();
  }

  /** Lists for a while, or waits where not even that is allowed; then it is time to watch again. */
  private async pollInstead(): Promise<void> {
    const { client, kind, place, pollMs } = this.options;
    const { signal } = this.stopped;
    const { apiVersion, kind: name } = kind;
    const target = { apiVersion, kind: name, namespace: place.namespace };
    try {
      for (let polls = 0; polls < POLLS_PER_TRY; polls++) {
        const objects = await client.list(target, { signal });
        this.settle('poll');
        this.replace(objects);
        this.notify();
        await this.bell.wait(pollMs);
        if (signal.aborted) return;
      }
    } catch (refusal) {
      if (signal.aborted) return;
      await this.bell.wait(this.refuse(refusal));
    }
  }

  private replace(objects: readonly KubernetesObject[]): void {
    this.objects.clear();
    this.isCut = false;
    for (const object of objects) this.keep(object);
  }

  /** An object that cannot be read is left out; the others are not its fault. */
  private keep(object: KubernetesObject): void {
    const { kind, maxObjects } = this.options;
    const { name } = object.metadata;
    if (this.objects.size >= maxObjects && !this.objects.has(name)) {
      this.isCut = true;
      return;
    }
    try {
      this.objects.set(name, kind.parse(object));
    } catch {
      this.objects.delete(name);
    }
  }

  private settle(mode: 'watch' | 'poll'): void {
    this.cancelGrace?.();
    this.cancelGrace = undefined;
    this.refusals = 0;
    const readAtMs = this.options.clock.now();
    this.state = { mode, readAtMs, missing: undefined };
  }

  private confirm(): void {
    if (this.state.mode === 'watch')
      this.state.readAtMs = this.options.clock.now();
  }

  private interrupt(): void {
    if (this.cancelGrace || this.state.mode === 'unreachable') return;
    const { clock, place } = this.options;
    const sinceMs = clock.now();
    this.cancelGrace = clock.setTimeout(() => {
      this.cancelGrace = undefined;
      const missing = unreachable(place);
      this.state = { ...this.state, mode: 'unreachable', sinceMs, missing };
      this.notify();
    }, GRACE_MS);
  }

  /** How long to wait before the next try. */
  private refuse(error: unknown): number {
    this.cancelGrace?.();
    this.cancelGrace = undefined;
    const { clock, kind, place } = this.options;
    const { readAtMs, sinceMs = clock.now() } = this.state;
    const missing = sayMissing(error, kind, place);
    const mode = missing.code === 'unreachable' ? 'unreachable' : 'poll';
    // Without the right to see them they are not shown any longer.
    if (missing.code === 'no-permission') this.objects.clear();
    this.state = { mode, readAtMs, sinceMs, missing };
    this.notify();
    const [first, longest] = mode === 'unreachable' ? AWAY_MS : REFUSED_MS;
    return Math.min(longest, first * 2 ** Math.min(10, this.refusals++));
  }

  private notify(): void {
    for (const listener of [...this.listeners]) listener();
  }
}
