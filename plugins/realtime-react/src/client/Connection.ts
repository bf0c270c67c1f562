import type {
  Command,
  HelloFrame,
} from '@backstage-realtime/plugin-realtime-common';
import type { ConnectionState } from '../store/StreamSnapshot';
import { Attempts } from './Attempts';
import type { Clock } from './Clock';
import type { Verdict } from './closing';
import type { ConnectionHost } from './ConnectionHost';
import { ConnectionTry } from './ConnectionTry';
import { Renewal } from './Renewal';
import { SilenceWatch } from './SilenceWatch';
import { Timers } from './Timers';
import type { TransportKind } from './Transport';
import type { TransportChooser } from './TransportChooser';

/** @public */
export interface ConnectionOptions {
  chooser: TransportChooser;
  clock: Clock;
  /** In [0, 1). */
  random: () => number;
}

/** With the last stream gone the socket stays this long, in ms: a change of tab needs no new one. */
const LINGER_MS = 5_000;

/** Wishes a one-way transport cannot carry are gathered this long, in ms, into one new request. */
const REOPEN_MS = 50;

/**
 * The tab's one connection to the gateway.
 *
 * It opens with the first stream and closes five seconds after the last. Each
 * try takes a new ticket, opens a transport, tells it everything that is wanted
 * (the host replays its subscriptions with their positions) and waits for the
 * hello. An end is judged by its code: the table of close codes says whether
 * trying again makes sense; if so the wait grows with full jitter from 0.5 to
 * 30 s and is visible as `waiting`, otherwise the state is `closed` until
 * somebody asks for another try. A transport that went silent is `stale` first
 * and replaced later, because proxies hold dead sockets open. Credentials are
 * renewed over the open socket a minute before they end.
 *
 * It knows nothing of streams: no record is lost by a cut, since the host
 * resumes at what it received, and nothing sent to a closed transport is
 * queued, since the next opening says everything anew.
 */
export class Connection {
  private readonly timers: Timers<'retry' | 'linger' | 'reopen'>;
  private readonly attempts: Attempts;
  private readonly renewal: Renewal;
  private readonly silence: SilenceWatch;
  private current: ConnectionState;
  /** The one that is open or on the way. */
  private attempt?: ConnectionTry;
  private isWanted = false;

  static create(options: ConnectionOptions, host: ConnectionHost): Connection {
    return new Connection(options, host);
  }

  private constructor(
    private readonly options: ConnectionOptions,
    private readonly host: ConnectionHost,
  ) {
    const { clock, random } = options;
    this.timers = Timers.create(clock);
    this.attempts = Attempts.create(clock, random);
    this.renewal = Renewal.create(clock, () => this.attempt?.renew());
    this.silence = SilenceWatch.create(clock, {
      isExpected: () => host.expectsFrames(),
      onStale: lastHeardAtMs => this.noteStale(lastHeardAtMs),
      onSilent: () =>
        this.follow({ kind: 'wait', reason: 'the server fell silent' }),
    });
    this.current = { state: 'connecting', sinceMs: clock.now() };
  }

  get state(): ConnectionState {
    return this.current;
  }

  /** The transport that takes commands now; undefined when the next opening will tell them. */
  get carrier(): TransportKind | undefined {
    return this.attempt?.carrier;
  }

  /** Makes sure there is a connection or a try on the way. */
  open(): void {
    this.timers.clear('linger');
    if (this.isWanted) {
      if (this.current.state === 'closed') this.retryNow();
      return;
    }
    this.isWanted = true;
    this.connect();
  }

  /** Nobody needs it for now; closes unless {@link open} comes first. */
  release(): void {
    this.timers.set('linger', () => this.shutDown(), LINGER_MS);
  }

  /** Another try at once, if it is waiting or gave up. */
  retryNow(): void {
    const { state } = this.current;
    if (!this.isWanted || (state !== 'waiting' && state !== 'closed')) return;
    if (state === 'closed') this.attempts.forget();
    this.connect();
  }

  /** False when the command was not carried: the next opening tells what is wanted instead. */
  send(command: Command): boolean {
    const sent = this.attempt?.send(command);
    if (sent === 'only-anew' && !this.timers.has('reopen'))
      this.timers.set('reopen', () => this.connect(), REOPEN_MS);
    return sent === 'sent';
  }

  private connect(): void {
    this.drop();
    const { host } = this;
    const { chooser, clock } = this.options;
    this.attempt = ConnectionTry.begin(chooser, clock, {
      commands: kind => host.commands(kind),
      onHeard: () => this.noteHeard(),
      onHello: hello => this.takeHello(hello),
      onFrame: frame => host.onFrame(frame),
      onBatch: batch => host.onBatch(batch),
      onOver: verdict => this.follow(verdict),
    });
    this.setState({ state: 'connecting', sinceMs: this.now() });
  }

  private takeHello(hello: HelloFrame): void {
    this.attempts.noteGreeted();
    this.renewal.schedule(hello.expiresAtMs - hello.serverTimeMs);
    this.silence.start(hello.heartbeatMs);
    if (this.current.state !== 'open') this.setOpen();
  }

  private noteHeard(): void {
    this.silence.heard();
    if (this.current.state === 'stale') this.setOpen();
  }

  private noteStale(lastFrameAtMs: number): void {
    if (this.current.state !== 'open') return;
    this.setState({ state: 'stale', sinceMs: this.now(), lastFrameAtMs });
  }

  private follow(verdict: Verdict): void {
    this.drop();
    const state = this.attempts.follow(verdict);
    if (state.state === 'waiting') {
      const waitMs = state.nextTryAtMs - state.sinceMs;
      this.timers.set('retry', () => this.connect(), waitMs);
    }
    this.setState(state);
  }

  private shutDown(): void {
    this.drop();
    this.isWanted = false;
    this.attempts.forget();
    this.current = { state: 'connecting', sinceMs: this.now() };
  }

  /** Lets go of the try and its timers; the wish to linger stays. */
  private drop(): void {
    this.timers.clearAllBut('linger');
    this.attempts.noteGone();
    this.renewal.stop();
    this.silence.stop();
    this.attempt?.close();
    this.attempt = undefined;
  }

  private setOpen(): void {
    const transport = this.attempt?.kind;
    if (!transport) return;
    this.setState({ state: 'open', sinceMs: this.now(), transport });
  }

  private setState(state: ConnectionState): void {
    this.current = state;
    this.host.onState(state);
  }

  private now(): number {
    return this.options.clock.now();
  }
}
