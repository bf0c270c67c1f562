import type {
  CloseName,
  Command,
  SubscribeCommand,
  WatchCommand,
} from '@backstage-realtime/plugin-realtime-common';
import type { UserCredentials } from '../../access/StreamAccess';
import type { StopReason } from '../audit';
import { countClose } from '../counters';
import { nameOfFault } from '../../nameOfFault';
import { CommandGate } from './CommandGate';
import { Deadlines } from './Deadlines';
import type { SessionServices } from './SessionServices';
import { ViewerStates } from '../states/ViewerStates';
import { helloFrame } from './helloFrame';
import { Replies } from './Replies';
import type { SubscriptionHooks } from './SubscriptionHooks';
import { ViewerStreams } from './ViewerStreams';
import type { ViewerTransport } from './ViewerTransport';

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
export class ViewerSession {
  readonly replies: Replies;
  private readonly streams: ViewerStreams;
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
    this.replies = Replies.create(from, from.services);
    const hooks: SubscriptionHooks = {
      track: work => this.track(work),
      isTaken: sub => this.streams.has(sub) || this.states.has(sub),
      onDone: () => this.closeWhenDone(),
    };
    this.streams = ViewerStreams.create(this, from.services, hooks);
    this.states = ViewerStates.create(this, from.services, hooks);
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
      const { message, sub } = reading;
      this.replies.refuse({ code: 'realtime.command.malformed', message, sub });
    }
  }

  /** Opens one stream; refusals come as frames. */
  subscribe(command: SubscribeCommand): void {
    if (this.isOver) return;
    this.streams.subscribe(command);
  }

  ack(channel: number, sequence: number): void {
    this.streams.ack(channel, sequence);
  }

  /** The wire drained. */
  wake(): void {
    this.streams.wake();
    this.states.wake();
  }

  /** The wire is gone. Idempotent. */
  end(because: StopReason = 'disconnected'): void {
    if (this.isOver) return;
    this.isOver = true;
    this.deadlines.clearAll();
    this.leaveChecks?.();
    this.streams.finish(because);
    this.states.finish();
  }

  /** Ends the session and closes the wire with a row of the table. Idempotent. */
  close(name: CloseName): void {
    if (this.isOver) return;
    this.end();
    countClose(this.from.services.counters, name);
    this.transport.close(name);
  }

  /** Opens one state; refusals come as frames. */
  watch(command: WatchCommand): void {
    if (this.isOver) return;
    this.states.watch(command);
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
        if (this.states.has(command.sub)) this.states.steer(command);
        else this.streams.steer(command);
    }
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
    await Promise.all([this.streams.checkAccess(), this.states.checkAccess()]);
    this.isChecking = false;
  }

  private armIdle(): void {
    const { idleMs } = this.from.services.settings.gateway;
    this.deadlines.set('idle', idleMs, () => this.streams.goIdle());
  }

  private sayHello(): void {
    const signInEndsMs = this.current.expiresAt?.getTime() ?? Infinity;
    const expiresAtMs = Math.min(signInEndsMs, this.lifetimeEndsMs);
    this.replies.send(helloFrame(this.id, expiresAtMs, this.from.services));
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
