import type {
  Command,
  WatchCommand,
} from '@backstage-realtime/plugin-realtime-common';
import { usedSub, type Refusal } from '../session/Replies';
import type { SessionServices } from '../session/SessionServices';
import type { SubscriptionHooks } from '../session/SubscriptionHooks';
import { ViewerState, type StateOwner } from './ViewerState';

/** States one viewer may watch at a time; a page needs one or two. */
export const MAX_STATES = 20;

/** The states one viewer watches, by their numbers. */
export class ViewerStates {
  private readonly states = new Map<number, ViewerState>();

  static create(
    viewer: Omit<StateOwner, 'onStateDone'>,
    services: SessionServices,
    hooks: SubscriptionHooks,
  ): ViewerStates {
    return new ViewerStates(viewer, services, hooks);
  }

  private constructor(
    private readonly viewer: Omit<StateOwner, 'onStateDone'>,
    private readonly services: SessionServices,
    private readonly hooks: SubscriptionHooks,
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
      this.viewer.replies.refuse(refusal);
      return;
    }
    const { viewer } = this;
    const owner: StateOwner = {
      id: viewer.id,
      transport: viewer.transport,
      replies: viewer.replies,
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
    else this.viewer.replies.refuse(unsteerable(command));
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
    this.hooks.onDone();
  }

  private refusalOf({ sub }: WatchCommand): Refusal | undefined {
    if (this.hooks.isTaken(sub)) return usedSub(sub);
    if (this.size < MAX_STATES) return undefined;
    const message = `This page watches ${this.size} of ${MAX_STATES} states. Close one of its views`;
    return { sub, code: 'realtime.stream.over-budget', message };
  }
}

function unsteerable({
  sub,
  type,
}: Extract<Command, { sub: number }>): Refusal {
  const message = `Subscription ${sub} watches a state, which cannot ${type}. Unsubscribe it`;
  return { sub, code: 'realtime.command.malformed', message };
}
