import type { LoggerService } from '@backstage/backend-plugin-api';
import type { RealtimeErrorCode } from '@backstage-realtime/plugin-realtime-common';
import type { Clock } from '../../clock';
import type { RegistrySettings } from '../../config/settings';
import { compileSchema } from './compileSchema';
import { fetchSchema, RegistryRefusal } from './fetchSchema';
import { REGISTRY_LIMITS, type CompiledSchema } from './schema';

interface Refused {
  state: 'refused';
  because: 'unknown' | 'refused' | 'unusable';
  reason: string;
  /** When the registry first answered this. */
  sinceMs: number;
  askAgainAtMs: number;
}

type Entry = { state: 'ready'; schema: CompiledSchema } | Refused;

/** What a schema id leads to, at once. `unknown`: the registry answered that it does not have it. */
export type SchemaLookup =
  | { ok: true; schema: CompiledSchema }
  | {
      ok: false;
      because: 'unknown' | 'refused' | 'unusable' | 'waiting';
      reason: string;
    };

/** How the registry has been failing to answer. */
interface Silence {
  sinceMs: number;
  tries: number;
  askAgainAtMs: number;
}

/**
 * The schemas of one system's registry. Rows look up what is there and never
 * wait; `load` asks for what is missing, once for all who wait. An id the
 * registry does not know is left alone for a minute. A registry that does not
 * answer is left alone for a doubling time, for all ids together: then records
 * are shown undecoded with the reason, and the stream goes on.
 */
export class SchemaRegistry {
  private readonly entries = new Map<number, Entry>();
  private readonly loading = new Map<number, Promise<void>>();
  private silence: Silence | undefined;

  private constructor(
    private readonly system: string,
    private readonly settings: RegistrySettings,
    private readonly clock: Clock,
    private readonly logger: LoggerService,
  ) {}

  static create(
    system: string,
    settings: RegistrySettings,
    clock: Clock,
    logger: LoggerService,
  ): SchemaRegistry {
    return new SchemaRegistry(system, settings, clock, logger);
  }

  lookup(id: number): SchemaLookup {
    const entry = this.touch(id);
    if (entry?.state === 'ready') return { ok: true, schema: entry.schema };
    return entry
      ? { ok: false, because: entry.because, reason: this.refusalReason(entry) }
      : { ok: false, because: 'waiting', reason: this.waitingReason(id) };
  }

  /** Whether asking now may help. */
  needsLoad(id: number): boolean {
    const entry = this.entries.get(id);
    if (entry?.state === 'ready') return false;
    const now = this.clock.now();
    if (this.silence && now < this.silence.askAgainAtMs) return false;
    return entry === undefined || now >= entry.askAgainAtMs;
  }

  /** Never rejects: what fails is a reason in the next lookup. */
  async load(ids: Iterable<number>): Promise<void> {
    const bounded = [...ids].slice(0, REGISTRY_LIMITS.idsPerBatch);
    await Promise.all(bounded.map(id => this.loadOne(id)));
  }

  private loadOne(id: number): Promise<void> {
    const running = this.loading.get(id);
    if (running) return running;
    const started = this.ask(id).finally(() => this.loading.delete(id));
    this.loading.set(id, started);
    return started;
  }

  private async ask(id: number): Promise<void> {
    try {
      const registered = await fetchSchema(this.settings, id);
      this.silence = undefined;
      this.keep(id, { state: 'ready', schema: compileSchema(registered) });
    } catch (error) {
      this.refuse(id, error);
    }
  }

  private refuse(id: number, error: unknown): void {
    const kind = error instanceof RegistryRefusal ? error.kind : 'unusable';
    const now = this.clock.now();
    if (kind === 'silent') {
      this.noteSilence(now);
      return;
    }
    const reason = {
      unknown: `id ${id} is unknown to registry ${this.system}`,
      refused: `registry ${this.system} refuses the credential in app-config`,
      unusable: `registry ${this.system} answers id ${id} with a schema that cannot be used`,
    }[kind];
    this.keep(id, {
      state: 'refused',
      because: kind,
      reason,
      sinceMs: this.refusedSince(id, kind) ?? now,
      askAgainAtMs: now + REGISTRY_LIMITS.unknownMs,
    });
    this.logger.warn(`Schema not usable: ${reason}`, {
      system: this.system,
      schemaId: id,
    });
  }

  /** Several ids may fail together; they count as one try. */
  private noteSilence(now: number): void {
    if (this.silence && now < this.silence.askAgainAtMs) return;
    const tries = (this.silence?.tries ?? 0) + 1;
    const waitMs = Math.min(
      REGISTRY_LIMITS.retryMaxMs,
      REGISTRY_LIMITS.retryMinMs * 2 ** (tries - 1),
    );
    const sinceMs = this.silence?.sinceMs ?? now;
    this.silence = { sinceMs, tries, askAgainAtMs: now + waitMs };
    if (tries > 1) return;
    const code: RealtimeErrorCode = 'realtime.registry.unreachable';
    this.logger.warn(`Schema registry ${this.system} does not answer`, {
      system: this.system,
      code,
    });
  }

  private waitingReason(id: number): string {
    if (!this.silence) return `schema ${id} is not loaded yet`;
    return `registry ${this.system} does not answer ${this.sinceAndNext(this.silence)}`;
  }

  /** An id that is unknown stays so for most; what else is wrong, somebody mends. */
  private refusalReason(entry: Refused): string {
    return entry.because === 'unknown'
      ? entry.reason
      : `${entry.reason} ${this.sinceAndNext(entry)}`;
  }

  private sinceAndNext(times: Pick<Silence, 'sinceMs' | 'askAgainAtMs'>) {
    const since = new Date(times.sinceMs).toISOString();
    const waitMs = Math.max(0, times.askAgainAtMs - this.clock.now());
    return `since ${since}; next try in ${Math.ceil(waitMs / 1000)} s`;
  }

  private refusedSince(id: number, kind: Refused['because']) {
    const entry = this.entries.get(id);
    const isSame = entry?.state === 'refused' && entry.because === kind;
    return isSame ? entry.sinceMs : undefined;
  }

  private touch(id: number): Entry | undefined {
    const entry = this.entries.get(id);
    if (entry) {
      this.entries.delete(id);
      this.entries.set(id, entry);
    }
    return entry;
  }

  private keep(id: number, entry: Entry): void {
    this.entries.delete(id);
    this.entries.set(id, entry);
    if (this.entries.size <= REGISTRY_LIMITS.schemas) return;
    const [oldest] = this.entries.keys();
    this.entries.delete(oldest);
  }
}
