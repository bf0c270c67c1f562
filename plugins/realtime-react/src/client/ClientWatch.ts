import {
  applyChanges,
  type Command,
  type Frame,
  type StateFrame,
  type WatchCommand,
} from '@backstage-realtime/plugin-realtime-common';
import type { StateSink, StateWish } from '../store/StatePort';

/** One watched state of this tab over all its sockets: what is wanted, and the newest value. */
export class ClientWatch {
  private value: unknown;
  private revision = 0;
  private over = false;

  constructor(
    private number: number,
    private readonly wish: StateWish,
    readonly sink: StateSink,
  ) {}

  get sub(): number {
    return this.number;
  }

  get isOver(): boolean {
    return this.over;
  }

  /** States are quiet for as long as nothing changes. */
  readonly isLive = false;

  /** What a fresh transport must be told; the value then comes whole. */
  replay(): Command[] {
    this.value = undefined;
    this.revision = 0;
    return [this.toWatch()];
  }

  /** After a refusal or an end: wanted again. */
  reopen(sub: number): void {
    this.number = sub;
    this.over = false;
  }

  /** False when a change was lost and the value must be asked for anew. */
  takeFrame(frame: Frame): boolean {
    if (frame.type === 'state') return this.takeState(frame);
    if (frame.type === 'error') this.refuse(frame.code, frame.message);
    if (frame.type === 'end') this.refuse(frame.code, frame.reason);
    return true;
  }

  private takeState({ revision, value, changes }: StateFrame): boolean {
    if (changes && revision !== this.revision + 1) return false;
    this.value = changes ? applyChanges(this.value, changes) : value;
    this.revision = revision;
    this.sink.onValue(this.value);
    return true;
  }

  private refuse(code: string, message: string): void {
    this.over = true;
    this.sink.onRefused(code, message);
  }

  private toWatch(): WatchCommand {
    return { type: 'watch', sub: this.sub, ...this.wish };
  }
}
