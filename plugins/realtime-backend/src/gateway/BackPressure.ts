import type { Clock } from '../clock';
import type { GatewaySettings } from '../config/settings';
import { Deadlines } from './session/Deadlines';

type Limits = Pick<
  GatewaySettings,
  'bufferedSoftBytes' | 'bufferedHardBytes' | 'stalledMs'
>;

/** What is watched: unsent bytes of a wire, and what to do when it is cut. */
export interface BackPressureOptions {
  limits: Limits;
  clock: Clock;
  unsentBytes(): number;
  onTooSlow(): void;
}

/**
 * Watches the unsent bytes of one wire. Over the soft limit batches wait; over
 * the hard limit, or without any progress for `stalledMs`, the viewer is cut:
 * its frames would otherwise fill our memory.
 */
export class BackPressure {
  private readonly deadlines: Deadlines<'stalled'>;
  private lowestBytes = 0;
  private isCut = false;

  static create(options: BackPressureOptions): BackPressure {
    return new BackPressure(options);
  }

  private constructor(private readonly options: BackPressureOptions) {
    this.deadlines = Deadlines.create(options.clock);
  }

  canTake(): boolean {
    return this.options.unsentBytes() <= this.options.limits.bufferedSoftBytes;
  }

  /** To be called after each write; costs one read of the wire's fill. */
  written(): void {
    const bytes = this.options.unsentBytes();
    const { bufferedSoftBytes, bufferedHardBytes } = this.options.limits;
    if (bytes <= bufferedSoftBytes || this.isCut) return;
    if (bytes > bufferedHardBytes) this.cut();
    else if (!this.deadlines.has('stalled')) this.watch(bytes);
  }

  /** The wire took everything. */
  drained(): void {
    this.deadlines.clear('stalled');
  }

  stop(): void {
    this.isCut = true;
    this.deadlines.clearAll();
  }

  private watch(bytes: number): void {
    this.lowestBytes = bytes;
    this.deadlines.set('stalled', this.options.limits.stalledMs, () =>
      this.judge(),
    );
  }

  private judge(): void {
    const bytes = this.options.unsentBytes();
    if (bytes <= this.options.limits.bufferedSoftBytes) return;
    if (bytes < this.lowestBytes) this.watch(bytes);
    else this.cut();
  }

  private cut(): void {
    this.stop();
    this.options.onTooSlow();
  }
}
