import type { LoggerService } from '@backstage/backend-plugin-api';
import {
  streamTitle,
  toStreamKey,
  type RealtimeErrorCode,
  type StreamRef,
} from '@backstage-realtime/plugin-realtime-common';

/**
 * One line in the server's log when a part of a stream stops answering, and one
 * when all of them answer again: not one a try, which may be thousands in a
 * night. Viewers get every try in their status.
 */
export class OutageLog {
  private readonly silent = new Set<string>();

  constructor(
    private readonly ref: StreamRef,
    private readonly logger?: LoggerService,
  ) {}

  /** `part` and `reason` name no address, as sources promise. */
  lost(
    { part, reason }: { part: string; reason: string },
    code: RealtimeErrorCode = `realtime.${this.ref.kind}.unreachable`,
  ): void {
    if (this.silent.has(part)) return;
    this.silent.add(part);
    const stream = toStreamKey(this.ref);
    this.logger?.warn(
      `reading ${streamTitle(this.ref)} waits for ${part}: ${reason}`,
      { stream, part, code },
    );
  }

  answered(): void {
    if (this.silent.size === 0) return;
    this.silent.clear();
    this.logger?.info(`reading ${streamTitle(this.ref)} goes on`, {
      stream: toStreamKey(this.ref),
    });
  }
}
