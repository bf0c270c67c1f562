import type { LoggerService } from '@backstage/backend-plugin-api';
import {
  RealtimeError,
  streamTitle,
  toStreamKey,
  type RealtimeErrorCode,
  type StreamRef,
} from '@backstage-realtime/plugin-realtime-common';
import type {
  OpenOptions,
  PartitionStart,
  RecordSource,
  SourceEvent,
  StreamDescription,
} from '@backstage-realtime/plugin-realtime-node';
import { delay, type Clock } from '../clock';
import type { HubSettings } from '../config/settings';
import type { Lane } from './Lane';
import { backoffMs, isFinal } from './backoff';
import { OutageLog } from './OutageLog';
import { ReaderStatus } from './ReaderStatus';
import { Ring, type RingItem } from './Ring';
import type { RingBudget } from './RingBudget';
import { StatsLane } from './StatsLane';

/** As sources call what they connect to, so that both are one part to a viewer. */
const SYSTEM_NOUNS: Record<StreamRef['kind'], string> = {
  kafka: 'cluster',
  mqtt: 'broker',
  websocket: 'endpoint',
};

/** What the reader tells everybody who looks at its stream. */
export interface ReaderListener {
  /** The source told what the stream is; reading begins. Once. */
  onDescribed(): void;
  onStatus(): void;
  /** In order with the records, for who reads no lane. */
  onItem(item: RingItem): void;
  /** Waiting cannot mend it; nothing more comes. */
  onFailed(code: RealtimeErrorCode, reason: string): void;
}

/** What a reader works with. */
export interface ReaderSetup {
  ref: StreamRef;
  source: RecordSource;
  settings: HubSettings;
  /** Memory shared by the rings of all readers. */
  rings: RingBudget;
  clock: Clock;
  random: () => number;
  logger?: LoggerService;
}

/**
 * The one reading of a stream, however many look at it. Survives everything but
 * a {@link RealtimeError} that is not retriable: what the source throws beyond
 * that is logged, and reading goes on where it was.
 */
export class TopicReader {
  readonly ring: Ring;
  readonly stats: StatsLane;
  readonly status = new ReaderStatus();
  readonly listeners = new Set<ReaderListener>();
  readonly lanes = new Map<string, Lane>();
  private described: StreamDescription | undefined;
  private failed = false;
  private readonly controller = new AbortController();
  private running: Promise<void> | undefined;
  private readonly outages: OutageLog;

  constructor(readonly setup: ReaderSetup) {
    this.outages = new OutageLog(setup.ref, setup.logger);
    this.ring = new Ring(setup.settings, setup.rings);
    this.stats = new StatsLane(setup.clock.now());
  }

  /** undefined until the source answered. */
  get description(): StreamDescription | undefined {
    return this.described;
  }

  start(): void {
    this.running = this.run();
  }

  /** Resolves when the source let go. */
  async stop(): Promise<void> {
    this.controller.abort();
    this.ring.release();
    await this.running;
  }

  /** Drops what the ring need not hold; also called once a second, for streams that went quiet. */
  trim(): void {
    const needed = [...this.lanes.values()].map(lane => lane.neededFrom);
    this.ring.trim(this.setup.clock.now(), Math.min(this.ring.tail, ...needed));
  }

  private async run(): Promise<void> {
    const { signal } = this.controller;
    for (let tries = 1; !signal.aborted; tries++) {
      const fault = await this.readUntilFault();
      if (signal.aborted) return;
      if (isFinal(fault)) {
        this.fail(fault.code, fault.message);
        return;
      }
      await this.waitAfter(fault, tries, signal);
    }
  }

  /** Answers what ended the reading: an error, or undefined when the source just stopped. */
  private async readUntilFault(): Promise<unknown> {
    const { source, ref } = this.setup;
    const { signal } = this.controller;
    try {
      await this.describe();
      this.status.step = 'read';
      for await (const event of source.open(ref, {
        from: this.startOfReading(),
        unnamed: 'follow',
        signal,
      })) {
        if (signal.aborted) return undefined;
        this.take(event);
        await this.waitForLanes();
      }
      return undefined;
    } catch (error) {
      return error;
    }
  }

  private async describe(): Promise<void> {
    const { source, ref } = this.setup;
    if (this.described) return;
    this.described = await source.describe(ref, this.controller.signal);
    this.stats.describe(this.described.partitions);
    for (const listener of [...this.listeners]) listener.onDescribed();
  }

  /**
   * Exact positions where the source has them, so that everybody who reads
   * history knows where the reader began. A source that starts over without
   * positions cannot say what passed meanwhile.
   */
  private startOfReading(): OpenOptions['from'] {
    if (this.described?.isSeekable) {
      return [...this.stats.positions()].map(
        ([partition, from]): PartitionStart => ({ partition, from }),
      );
    }
    return { at: 'latest' };
  }

  private take(event: SourceEvent): void {
    const nowMs = this.setup.clock.now();
    switch (event.kind) {
      case 'batch':
        this.stats.count(event.batch);
        this.append(event, nowMs);
        this.noteReading();
        break;
      case 'gap':
        this.stats.skip(event.gap);
        this.append(event, nowMs);
        break;
      case 'note':
        this.append(event, nowMs);
        break;
      case 'unreachable':
        this.outages.lost(event);
        this.status.lose(event, nowMs);
        break;
      case 'reachable':
        this.outages.answered();
        this.status.recover(event.missing, nowMs);
        break;
      default:
    }
    if (event.kind === 'reachable' || event.kind === 'unreachable')
      this.tellStatus();
  }

  private noteReading(): void {
    if (this.status.isReading) return;
    this.status.isReading = true;
    this.tellStatus();
  }

  private append(item: RingItem, nowMs: number): void {
    this.ring.append(item, nowMs);
    this.trim();
    for (const lane of this.lanes.values()) lane.offer();
    if (item.kind !== 'batch')
      for (const listener of [...this.listeners]) listener.onItem(item);
  }

  /** The source waits for lanes, which wait for nobody: a slow viewer never slows the reading. */
  private async waitForLanes(): Promise<void> {
    for (const lane of this.lanes.values()) {
      const isBehind =
        this.ring.bytesFrom(lane.neededFrom) > this.ring.allowedBytes / 2;
      if (isBehind || lane.isAwaited)
        await new Promise<void>(resolve => lane.whenSettled(resolve));
    }
  }

  private async waitAfter(
    fault: unknown,
    tries: number,
    signal: AbortSignal,
  ): Promise<void> {
    const { clock, ref, random } = this.setup;
    const waitMs = backoffMs(tries, random());
    const nowMs = clock.now();
    const part = `${SYSTEM_NOUNS[ref.kind]} ${ref.system}`;
    const reason = this.noteFault(fault, part);
    this.status.lose(
      { part, reason, tries, nextTryAtMs: nowMs + waitMs },
      nowMs,
    );
    if (this.described && !this.described.isSeekable) {
      this.append(
        { kind: 'gap', gap: { partition: 0, reason: 'disconnected' } },
        nowMs,
      );
    }
    this.tellStatus();
    await delay(clock, waitMs, signal);
  }

  /** A silent system is one line an outage; a fault of ours one each time. Answers the reason for viewers. */
  private noteFault(fault: unknown, part: string): string {
    if (fault instanceof RealtimeError) {
      const { code, message: reason } = fault;
      this.outages.lost({ part, reason }, code);
      return reason;
    }
    this.setup.logger?.warn('a record stream stopped and is opened again', {
      stream: toStreamKey(this.setup.ref),
      code: 'realtime.internal',
      error: fault instanceof Error ? fault.name : 'ended',
    });
    return 'reading stopped unexpectedly';
  }

  private tellStatus(): void {
    for (const listener of [...this.listeners]) listener.onStatus();
  }

  /** True when it ended for good. */
  get hasFailed(): boolean {
    return this.failed;
  }

  private fail(code: RealtimeErrorCode, reason: string): void {
    const { ref, logger } = this.setup;
    this.failed = true;
    logger?.warn(`reading ${streamTitle(ref)} ended`, {
      stream: toStreamKey(ref),
      code,
    });
    for (const listener of [...this.listeners]) listener.onFailed(code, reason);
  }
}
