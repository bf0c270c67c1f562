import {
  formatDuration,
  formatTaskLogEntry,
  type TaskLogEntry,
} from '@backstage-realtime/plugin-realtime-common';
import type {
  KubernetesCondition,
  KubernetesObject,
  WatchChange,
} from '@backstage-realtime/plugin-realtime-node';
import { readClaimState } from './claimState';
import type { Step } from './services';

/** Spans of silence before it is told; the last one repeats, so an hour has 15 lines of it. */
const QUIET_MS = [30_000, 60_000, 120_000, 300_000];

/** Reasons of a cluster that name something that has to be looked at. */
const IS_TROUBLE = /error|fail|refus|denied|forbidden|invalid|exceed|conflict/i;

/** How long a wait may take, and how patient its reader is. */
export interface DiarySettings {
  timeoutMs: number;
  /** Spans of silence that are told, the last one again and again. */
  quietMs?: readonly number[];
}

/**
 * Tells a task what changes while it waits, once each, and remembers the last
 * of it. While nothing changes it says so, less and less often, with the time
 * that is used and the time that is left: a log that stands still looks like a
 * task that hangs.
 */
export class ClaimDiary {
  /** A sentence. */
  last = 'the cluster did not answer';
  private readonly logger: Step['logger'];
  private readonly settings: Required<DiarySettings>;
  private readonly startedMs = performance.now();
  private readonly told = new Map<string, string>();
  private readonly statuses = new Map<string, string>();
  private changedMs = this.startedMs;
  private quiet = 0;
  private timer?: NodeJS.Timeout;

  constructor(logger: Step['logger'], settings: DiarySettings) {
    this.logger = logger;
    this.settings = { quietMs: QUIET_MS, ...settings };
  }

  /** To be closed with {@link close}. */
  open(conditions: readonly string[]): void {
    const most = formatDuration(this.settings.timeoutMs);
    const detail = `waits for ${conditions.join(' and ')}, at most ${most}`;
    this.log({ kind: 'info', subject: 'claim', change: 'started', detail });
    this.listen();
  }

  close(): void {
    clearTimeout(this.timer);
  }

  /** Logs a change; gives the claim as it is now, undefined when there is none or nothing is known. */
  write(change: WatchChange): KubernetesObject | undefined {
    if (change.type === 'interrupted') {
      this.tell('', change.reason, {
        kind: 'warning',
        subject: 'cluster',
        change: 'silent',
        detail: change.reason,
      });
      return undefined;
    }
    const object =
      change.type === 'snapshot' ? change.objects[0] : change.object;
    if (!object)
      this.tell('', 'the claim does not exist yet', {
        kind: 'info',
        subject: 'claim',
        change: 'not there yet',
        detail: 'another step or a pipeline may bring it',
      });
    const { conditions = [] } = object ? readClaimState(object) : {};
    for (const condition of conditions) this.writeCondition(condition);
    return object;
  }

  /** What was waited for is there. */
  writeDone(): void {
    const detail = `after ${this.used()}`;
    this.log({ kind: 'ok', subject: 'claim', change: 'done', detail });
  }

  /** Nobody waits any more. The scaffolder runs no further step, so that it is told here what becomes of the claim. */
  writeCancelled(what: string): void {
    const detail = `${what} stays as it is; realtime:cleanup with confirm removes what this task created`;
    this.log({
      kind: 'warning',
      subject: 'claim',
      change: 'cancelled',
      detail,
    });
  }

  private writeCondition({
    type,
    status,
    reason,
    message,
  }: KubernetesCondition) {
    const why = [reason, message].filter(Boolean).join(': ');
    const before = this.statuses.get(type);
    const change =
      before === undefined || before === status
        ? status
        : `${before} → ${status}`;
    const kind = kindOf(type, status, reason);
    const entry = { kind, subject: type, change, detail: why };
    this.tell(type, `${type} is ${status}${why && ` (${why})`}`, entry);
    this.statuses.set(type, status);
  }

  private tell(about: string, sentence: string, entry: TaskLogEntry): void {
    this.last = sentence;
    if (this.told.get(about) === sentence) return;
    this.told.set(about, sentence);
    this.log(entry);
    this.changedMs = performance.now();
    this.quiet = 0;
    this.listen();
  }

  /** Waits for the silence that is told next. */
  private listen(): void {
    clearTimeout(this.timer);
    const { quietMs } = this.settings;
    const span = quietMs[Math.min(this.quiet, quietMs.length - 1)];
    this.timer = setTimeout(() => {
      this.quiet += 1;
      this.writeQuiet();
      this.listen();
    }, span).unref();
  }

  private writeQuiet(): void {
    const span = formatDuration(performance.now() - this.changedMs);
    const detail = `for ${span}, still watching (${this.used()})`;
    this.log({ kind: 'info', subject: 'claim', change: 'no change', detail });
  }

  private used(): string {
    const used = formatDuration(performance.now() - this.startedMs);
    return `${used} of at most ${formatDuration(this.settings.timeoutMs)}`;
  }

  private log(entry: TaskLogEntry): void {
    this.logger.info(formatTaskLogEntry(entry));
  }
}

/** A condition that is not True is waited for, unless it names a reason to look at it. */
function kindOf(
  type: string,
  status: string,
  reason: string,
): TaskLogEntry['kind'] {
  if (status === 'True') return 'ok';
  const isTrouble = type === 'Synced' || IS_TROUBLE.test(reason);
  return status === 'False' && isTrouble ? 'warning' : 'info';
}
