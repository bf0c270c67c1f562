import type {
  CloseName,
  Command,
  ErrorFrame,
  Frame,
  SubscribeCommand,
  WatchCommand,
} from '@backstage-realtime/plugin-realtime-common';
import type { UserCredentials } from '../../access/StreamAccess';
import type { StopReason } from '../audit';
import { overUserLimit } from '../budgets/StreamBudget';
import { countClose } from '../counters';
import { nameOfFault } from '../../nameOfFault';
import { CommandGate } from './CommandGate';
import { Deadlines } from './Deadlines';
import type { SessionServices } from './SessionServices';
import { ViewerStream, type StreamOwner } from './ViewerStream';
import type { ViewerTransport } from './ViewerTransport';
import { ViewerStates } from '../states/ViewerStates';
import { helloFrame } from './helloFrame';

type Deadline = 'expiry' | 'lifetime' | 'idle';

/** How a session starts: whose it is, and over which wire. */
export interface SessionStart {
  id: string;
  credentials: UserCredentials;
  transport: ViewerTransport;
  services: SessionServices;
}

/**
 * One viewer, whatever the wire: its commands, its streams, its clocks.
 *
 * Lives from `start` until `end` (the wire is gone) or `close` (we end it); both
 * stop every stream and clock. It ends by itself when the sign-in expires, at
 * the longest lifetime, after malformed or too many commands, and on a renewal
 * for somebody else. When nobody uses the page the streams pause; a wire that
 * cannot carry `resume` ends them instead.
 */
export class ViewerSession implements StreamOwner {
  private readonly streams = new Map<number, ViewerStream>();
  private readonly states: ViewerStates;
  private readonly deadlines: Deadlines<Deadline>;
  private readonly gate: CommandGate;
  private readonly lifetimeEndsMs: number;
  private current: UserCredentials;
  private leaveChecks?: () => void;
  private isChecking = false;
  private isOver = false;

  static create(start: SessionStart): ViewerSession {
    return new ViewerSession(start);
  }

  private constructor(private readonly from: SessionStart) {
    const { clock, settings } = from.services;
    this.deadlines = Deadlines.create<Deadline>(clock);
    this.gate = CommandGate.create(settings.gateway.commandsPerSecond, clock);
    this.lifetimeEndsMs = clock.now() + settings.gateway.lifetimeMs;
    this.current = from.credentials;
    this.states = ViewerStates.create(this, from.services, {
      track: work => this.track(work),
      onEmpty: () => this.closeWhenDone(),
    });
  }

  get id(): string {
    return this.from.id;
  }

  get userRef(): string {
    return this.from.credentials.principal.userEntityRef;
  }

  get transport(): ViewerTransport {
    return this.from.transport;
  }

  credentials(): UserCredentials {
    return this.current;
  }

  /** Says hello and starts the clocks. */
  start(): void {
    const waitMs = this.lifetimeEndsMs - this.from.services.clock.now();
    this.deadlines.set('lifetime', waitMs, () => this.close('lifetime'));
    this.armExpiry();
    this.leaveChecks = this.from.services.accessChecks.join(() =>
      this.track(this.checkAccess()),
    );
    this.armIdle();
    this.sayHello();
  }

  /** One text message of the viewer. A fault in it closes the socket, never the process. */
  handle(text: string): void {
    if (this.isOver) return;
    const reading = this.gate.read(text);
    const { counters } = this.from.services;
    counters.commands += 1;
    if (reading.kind === 'close') this.close(reading.name);
    else if (reading.kind === 'command') this.run(reading.command);
    else {
      counters.commandsMalformed += 1;
      this.sendError('realtime.command.malformed', reading);
    }
  }

  /** Opens one stream; refusals come as frames. */
  subscribe(command: SubscribeCommand): void {
    if (this.isOver) return;
    const refusal = this.refusalOf(command);
    if (refusal) {
      this.from.services.counters.streamsRefused += 1;
      const { code, ...rest } = refusal;
      this.sendError(code, { ...rest, sub: command.sub });
      return;
    }
    const stream = ViewerStream.create(command, this, this.from.services);
    this.streams.set(command.sub, stream);
    this.track(stream.open());
  }

  ack(channel: number, sequence: number): void {
    for (const stream of this.streams.values()) stream.ack(channel, sequence);
  }

  /** The wire drained. */
  wake(): void {
    for (const stream of this.streams.values()) stream.wake();
    this.states.wake();
  }

  /** The wire is gone. Idempotent. */
  end(because: StopReason = 'disconnected'): void {
    if (this.isOver) return;
    this.isOver = true;
    this.deadlines.clearAll();
    this.leaveChecks?.();
    for (const stream of [...this.streams.values()]) stream.finish(because);
    this.states.finish();
  }

  /** Ends the session and closes the wire with a row of the table. Idempotent. */
  close(name: CloseName): void {
    if (this.isOver) return;
    this.end();
    countClose(this.from.services.counters, name);
    this.transport.close(name);
  }

  onDone(stream: ViewerStream): void {
    this.streams.delete(stream.sub);
    this.closeWhenDone();
  }

  /** Opens one state; refusals come as frames. */
  watch(command: WatchCommand): void {
    if (this.isOver) return;
    if (this.streams.has(command.sub)) this.sendUsedSub(command.sub);
    else this.states.watch(command);
  }

  /** Events are answered to one request; when nothing more comes, the answer ends. */
  private closeWhenDone(): void {
    const isFinished = this.streams.size + this.states.size === 0;
    if (isFinished && this.transport.kind === 'sse') this.close('normal');
  }

  private run(command: Command): void {
    if (command.type !== 'ack') this.armIdle();
    try {
      this.dispatch(command);
    } catch (error) {
      this.from.services.logger.error('a command of a viewer failed', {
        viewer: this.id,
        command: command.type,
        cause: nameOfFault(error),
      });
      this.close('internal');
    }
  }

  private dispatch(command: Command): void {
    switch (command.type) {
      case 'subscribe':
        this.subscribe(command);
        break;
      case 'ack':
        this.ack(command.channel, command.sequence);
        break;
      case 'renew':
        this.track(this.renew(command.ticket));
        break;
      case 'present':
        break;
      case 'watch':
        this.watch(command);
        break;
      default:
        this.steer(command);
    }
  }

  private steer(
    command: Extract<
      Command,
      { type: 'unsubscribe' | 'refresh' | 'pause' | 'resume' | 'mode' }
    >,
  ): void {
    const stream = this.streams.get(command.sub);
    if (!stream && this.states.has(command.sub)) this.states.steer(command);
    else if (!stream) this.sendUnknownSub(command.sub);
    else if (command.type === 'unsubscribe') stream.finish('unsubscribed');
    else if (command.type === 'pause') stream.pause('viewer');
    else if (command.type === 'resume') stream.resume(command.from);
    else if (command.type === 'refresh') stream.wake();
    else this.track(stream.setMode(command.mode));
  }

  /**
   * Checked before access is asked for, so that a flood of subscribes costs
   * nothing. One more than the limit may be opening while it is to take the
   * place of another.
   */
  private refusalOf({ sub, insteadOf }: SubscribeCommand) {
    if (this.streams.has(sub) || this.states.has(sub)) {
      const message = usedSub(sub);
      return { code: 'realtime.command.malformed', message } as const;
    }
    const { settings, budget } = this.from.services;
    const { streamsPerUser } = settings.gateway;
    const room = insteadOf ? streamsPerUser + 1 : streamsPerUser;
    if (this.streams.size < room) return undefined;
    const names = [...this.streams.values()].map(stream => stream.name);
    return {
      code: 'realtime.stream.over-budget',
      message: overUserLimit(names, streamsPerUser),
      watching: budget.watching(this.userRef),
    } as const;
  }

  private async renew(ticket: string): Promise<void> {
    const renewed = await this.from.services.tickets.redeem(ticket);
    if (this.isOver) return;
    if (!renewed) this.close('unauthenticated');
    else if (renewed.principal.userEntityRef !== this.userRef)
      this.close('forbidden');
    else {
      this.current = renewed;
      this.armExpiry();
      this.sayHello();
    }
  }

  private armExpiry(): void {
    const { expiresAt } = this.current;
    const { clock } = this.from.services;
    if (!expiresAt) this.deadlines.clear('expiry');
    else
      this.deadlines.set('expiry', expiresAt.getTime() - clock.now(), () =>
        this.close('credentialsExpired'),
      );
  }

  /** One that takes longer than a round is not doubled by the next. */
  private async checkAccess(): Promise<void> {
    if (this.isChecking) return;
    this.isChecking = true;
    const streams = [...this.streams.values()];
    await Promise.all([
      ...streams.map(stream => stream.checkAccess()),
      this.states.checkAccess(),
    ]);
    this.isChecking = false;
  }

  private armIdle(): void {
    const { idleMs } = this.from.services.settings.gateway;
    this.deadlines.set('idle', idleMs, () => this.goIdle());
  }

  private goIdle(): void {
    const reason =
      'Nobody used the page for a while. Continue to see new records';
    for (const stream of [...this.streams.values()]) {
      if (this.transport.kind === 'websocket') stream.pause('idle');
      else stream.end('realtime.stream.idle', reason, 'idle');
    }
  }

  private sayHello(): void {
    const signInEndsMs = this.current.expiresAt?.getTime() ?? Infinity;
    const expiresAtMs = Math.min(signInEndsMs, this.lifetimeEndsMs);
    this.send(helloFrame(this.id, expiresAtMs, this.from.services));
  }

  private sendUsedSub(sub: number): void {
    const message = usedSub(sub);
    this.sendError('realtime.command.malformed', { message, sub });
  }

  private sendUnknownSub(sub: number): void {
    const message = `No stream is open as subscription ${sub}. Subscribe again`;
    this.sendError('realtime.command.unknown-sub', { message, sub });
  }

  private sendError(
    code:
      | 'realtime.command.malformed'
      | 'realtime.command.unknown-sub'
      | 'realtime.stream.over-budget',
    {
      message,
      sub,
      watching,
    }: Pick<ErrorFrame, 'message' | 'sub' | 'watching'>,
  ): void {
    const isRetriable = code === 'realtime.stream.over-budget';
    this.send({ type: 'error', sub, code, message, isRetriable, watching });
  }

  private send(frame: Frame): void {
    this.from.services.counters.frames += 1;
    this.transport.sendFrame(frame);
  }

  /** Work that goes on beside the commands; what it throws is a fault of ours. */
  private track(work: Promise<void>): void {
    work.catch(error => {
      this.from.services.logger.error('a viewer failed', {
        viewer: this.id,
        cause: nameOfFault(error),
      });
      this.close('internal');
    });
  }
}

function usedSub(sub: number): string {
  return `Subscription ${sub} is already open. Unsubscribe it first, or use another number`;
}
