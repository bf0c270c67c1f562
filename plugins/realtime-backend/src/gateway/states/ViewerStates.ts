import type {
  Command,
  RealtimeErrorCode,
  WatchCommand,
} from '@backstage-realtime/plugin-realtime-common';
import type { SessionServices } from '../session/SessionServices';
import { ViewerState, type StateOwner } from './ViewerState';

/** States one viewer may watch at a time; a page needs one or two. */
export const MAX_STATES = 20;

/** Called for every watch, so that a fault in one closes the wire and not the process. */
type Track = (work: Promise<void>) => void;

/** The states one viewer watches, by their numbers. */
export class ViewerStates {
  private readonly states = new Map<number, ViewerState>();

  static create(
    viewer: Omit<StateOwner, 'onStateDone'>,
    services: SessionServices,
    hooks: { track: Track; onEmpty(): void },
  ): ViewerStates {
    return new ViewerStates(viewer, services, hooks);
  }

  private constructor(
    private readonly viewer: Omit<StateOwner, 'onStateDone'>,
    private readonly services: SessionServices,
    private readonly hooks: { track: Track; onEmpty(): void },
  ) {}

  get size(): number {
    return this.states.size;
  }

  has(sub: number): boolean {
    return this.states.has(sub);
  }

  /** Refusals come as frames. */
  watch(command: WatchCommand): void {
    const refusal = this.refusalOf(command);
    if (refusal) {
      this.refuse(command.sub, ...refusal);
      return;
    }
    const { viewer } = this;
    const owner: StateOwner = {
      id: viewer.id,
      transport: viewer.transport,
      credentials: () => viewer.credentials(),
      onStateDone: state => this.forget(state),
    };
    const state = ViewerState.create(command, owner, this.services);
    this.states.set(command.sub, state);
    this.hooks.track(state.open());
  }

  /** States have nothing to pause or resume: they are watched or not. */
  steer(command: Extract<Command, { sub: number }>): void {
    const state = this.states.get(command.sub);
    if (command.type === 'unsubscribe') state?.finish();
    else if (command.type === 'refresh') state?.refresh();
    else
      this.refuse(
        command.sub,
        'realtime.command.malformed',
        `Subscription ${command.sub} watches a state, which cannot ${command.type}. Unsubscribe it`,
      );
  }

  wake(): void {
    for (const state of this.states.values()) state.wake();
  }

  async checkAccess(): Promise<void> {
    const states = [...this.states.values()];
    await Promise.all(states.map(state => state.checkAccess()));
  }

  finish(): void {
    for (const state of [...this.states.values()]) state.finish();
  }

  private forget(state: ViewerState): void {
    this.states.delete(state.sub);
    this.hooks.onEmpty();
  }

  private refusalOf({
    sub,
  }: WatchCommand): [RealtimeErrorCode, string] | undefined {
    if (this.states.has(sub))
      return [
        'realtime.command.malformed',
        `Subscription ${sub} is already open. Unsubscribe it first, or use another number`,
      ];
    if (this.size < MAX_STATES) return undefined;
    return [
      'realtime.stream.over-budget',
      `This page watches ${this.size} of ${MAX_STATES} states. Close one of its views`,
    ];
  }

  private refuse(sub: number, code: RealtimeErrorCode, message: string): void {
    this.services.counters.frames += 1;
    this.viewer.transport.sendFrame({
      type: 'error',
      sub,
      code,
      message,
      isRetriable: code === 'realtime.stream.over-budget',
    });
  }
}
