import {
  diffState,
  type RealtimeErrorCode,
  type StateChange,
  type WatchCommand,
} from '@backstage-realtime/plugin-realtime-common';
import type { UserCredentials } from '../../access/StreamAccess';
import type { Replies } from '../session/Replies';
import type { SessionServices } from '../session/SessionServices';
import type { ViewerTransport } from '../session/ViewerTransport';
import type { StateDecision, StateGrant } from '../../states/StateFeed';

/** The viewer a watch belongs to. */
export interface StateOwner {
  readonly id: string;
  readonly transport: ViewerTransport;
  readonly replies: Replies;
  credentials(): UserCredentials;
  /** Called once, when nothing more comes. */
  onStateDone(state: ViewerState): void;
}

/**
 * More changes than this are sent as the value: about 150 kB, and some ms of a
 * browser to apply. An entity of ten thousand partitions is megabytes whole.
 */
const MAX_CHANGES = 2_000;

/** Many viewers have the same value and get the same next one: it is compared once. */
const COMPARED = new WeakMap<
  object,
  { before: object; changes: StateChange[] }
>();

function changesBetween(before: object, after: object): StateChange[] {
  const known = COMPARED.get(after);
  if (known?.before === before) return known.changes;
  const changes = diffState(before, after, MAX_CHANGES);
  COMPARED.set(after, { before, changes });
  return changes;
}

/**
 * One watched state of one viewer: asks for access, sends the value whole and
 * then its changes, and asks again from time to time. While the wire is full
 * nothing is sent; the newest value goes out when it drains.
 */
export class ViewerState {
  private grant?: StateGrant;
  private close?: () => void;
  private newest?: object;
  private sent?: object;
  private revision = 0;
  private isDone = false;

  static create(
    command: WatchCommand,
    owner: StateOwner,
    services: SessionServices,
  ): ViewerState {
    return new ViewerState(command, owner, services);
  }

  private constructor(
    private readonly command: WatchCommand,
    private readonly owner: StateOwner,
    private readonly services: SessionServices,
  ) {}

  get sub(): number {
    return this.command.sub;
  }

  /** Never rejects: what goes wrong becomes an error frame. */
  async open(): Promise<void> {
    try {
      const decision = await this.authorise();
      if (this.isDone) return;
      if (decision.ok) this.start(decision);
      else this.refuse(decision.code, decision.message);
    } catch (error) {
      this.fail(error);
    }
  }

  /** Ends the watch when the right to it was withdrawn or shows something else now. Never rejects. */
  async checkAccess(): Promise<void> {
    if (!this.grant || this.isDone) return;
    try {
      const decision = await this.authorise();
      if (this.isDone) return;
      if (!decision.ok) this.end(decision.code, decision.message);
      else if (decision.identity !== this.grant.identity)
        this.restart(decision);
    } catch (error) {
      this.fail(error);
    }
  }

  /** The viewer wants a newer value. */
  refresh(): void {
    this.grant?.refresh();
  }

  /** The wire drained. */
  wake(): void {
    this.send();
  }

  /** Gives everything back without a word to the viewer. Idempotent. */
  finish(): void {
    if (this.isDone) return;
    this.isDone = true;
    this.close?.();
    this.owner.onStateDone(this);
  }

  private authorise(): Promise<StateDecision> {
    const feed = this.services.states[this.command.state];
    return feed.authorise(this.command, this.owner.credentials());
  }

  private start(grant: StateGrant): void {
    this.grant = grant;
    this.close = grant.open(value => {
      this.newest = value;
      this.send();
    });
  }

  private restart(grant: StateGrant): void {
    this.close?.();
    this.sent = undefined;
    this.start(grant);
  }

  private send(): void {
    const { newest, sent } = this;
    if (this.isDone || !newest || newest === sent) return;
    if (!this.owner.transport.canTake()) return;
    const changes = sent && changesBetween(sent, newest);
    this.sent = newest;
    if (changes?.length === 0) return;
    const { sub } = this;
    const revision = ++this.revision;
    if (changes && changes.length <= MAX_CHANGES)
      this.owner.replies.send({ type: 'state', sub, revision, changes });
    else
      this.owner.replies.send({ type: 'state', sub, revision, value: newest });
  }

  private end(code: RealtimeErrorCode, reason: string): void {
    this.owner.replies.send({ type: 'end', sub: this.sub, code, reason });
    this.finish();
  }

  private refuse(code: RealtimeErrorCode, message: string): void {
    this.owner.replies.refuse({ sub: this.sub, code, message });
    this.finish();
  }

  private fail(error: unknown): void {
    if (this.isDone) return;
    const { state, entityRefs, sub } = this.command;
    const name = `${state} of ${entityRefs[0]}`;
    this.owner.replies.fail(sub, name, error);
    this.finish();
  }
}
