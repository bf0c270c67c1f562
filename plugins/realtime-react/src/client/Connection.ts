import {
  BatchFormatError,
  BatchReader,
  type Command,
  type Frame,
  type HelloFrame,
} from '@backstage-realtime/plugin-realtime-common';
import type { ConnectionState } from '../store/StreamSnapshot';
import { computeBackoffMs } from './backoff';
import type { Clock } from './Clock';
import { judgeEnd, judgeFault, type Verdict } from './closing';
import { FrameFormatError, parseFrame } from './parseFrame';
import { Timers } from './Timers';
import type { Transport, TransportEnd, TransportKind } from './Transport';
import type { TransportChooser } from './TransportChooser';

/** What lives above the connection: it says what is wanted and takes what comes. */
export interface ConnectionHost {
  /** All that a fresh transport must be told, in order. */
  commands(kind: TransportKind): readonly Command[];
  /** True while a live server would have to send something every second. */
  expectsFrames(): boolean;
  onState(state: ConnectionState): void;
  onFrame(frame: Frame): void;
  onBatch(batch: BatchReader): void;
}

/** @public */
export interface ConnectionOptions {
  chooser: TransportChooser;
  clock: Clock;
  /** In [0, 1). */
  random: () => number;
}

/** Without a hello by then the transport counts as refused, in ms. */
const HELLO_MS = 10_000;

/** Silence of this many heartbeats is stale; one more heartbeat and the transport is replaced. */
const STALE_HEARTBEATS = 2.5;

/** Credentials are renewed this long before they end, in ms. */
const RENEW_BEFORE_MS = 60_000;

/** Shortest time between two renewals, in ms, also when credentials are about to end. */
const RENEW_FLOOR_MS = 30_000;

/** A connection that lived this long, in ms, starts the back-off anew. */
const PROVEN_MS = 5_000;

/** About an hour of tries; after that the page has to ask. */
const MAX_TRIES = 240;

/** With the last stream gone the socket stays this long, in ms: a change of tab needs no new one. */
const LINGER_MS = 5_000;

/** Wishes a one-way transport cannot carry are gathered this long, in ms, into one new request. */
const REOPEN_MS = 50;

type TimerName =
  'hello' | 'silence' | 'renew' | 'retry' | 'linger' | 'proven' | 'reopen';

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
  private readonly timers: Timers<TimerName>;
  private current: ConnectionState;
  private transport?: Transport;
  /** The transport was told what was wanted; what is wanted since has to be sent. */
  private isReady = false;
  private isWanted = false;
  /** Counts openings; an answer to an older one is dropped. */
  private opening = 0;
  private tries = 0;
  private lastFrameAtMs = 0;

  static create(options: ConnectionOptions, host: ConnectionHost): Connection {
    return new Connection(options, host);
  }

  private constructor(
    private readonly options: ConnectionOptions,
    private readonly host: ConnectionHost,
  ) {
    this.timers = Timers.create(options.clock);
    this.current = { state: 'connecting', sinceMs: options.clock.now() };
  }

  get state(): ConnectionState {
    return this.current;
  }

  /** The transport that takes commands now; undefined when the next opening will tell them. */
  get carrier(): TransportKind | undefined {
    return this.isReady ? this.transport?.kind : undefined;
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
    if (state === 'closed') this.tries = 0;
    this.connect();
  }

  /** False when the command was not carried: the next opening tells what is wanted instead. */
  send(command: Command): boolean {
    if (!this.transport || !this.isReady) return false;
    if (this.transport.send(command)) return true;
    if (!this.timers.has('reopen'))
      this.timers.set('reopen', () => this.connect(), REOPEN_MS);
    return false;
  }

  private connect(): void {
    this.drop();
    const { opening } = this;
    this.setState({ state: 'connecting', sinceMs: this.now() });
    this.timers.set(
      'hello',
      () => this.follow(judgeFault(undefined)),
      HELLO_MS,
    );
    this.options.chooser.create().then(
      transport => opening === this.opening && this.use(transport),
      fault => opening === this.opening && this.follow(judgeFault(fault)),
    );
  }

  private use(transport: Transport): void {
    this.transport = transport;
    this.timers.set(
      'hello',
      () => this.end(transport, { reason: 'the server did not greet' }),
      HELLO_MS,
    );
    const ifCurrent =
      <T>(fn: (value: T) => void) =>
      (value: T) => {
        if (this.transport === transport) fn(value);
      };
    transport.open(() => this.host.commands(transport.kind), {
      onReady: () => {
        this.isReady = true;
      },
      onText: ifCurrent<string>(text =>
        this.read(transport, () => this.takeText(text)),
      ),
      onBytes: ifCurrent<Uint8Array>(bytes =>
        this.read(transport, () => this.takeBytes(bytes)),
      ),
      onEnd: ifCurrent<TransportEnd>(end => this.end(transport, end)),
    });
  }

  /** Bytes that are not our protocol end the transport, never the page. */
  private read(transport: Transport, take: () => void): void {
    try {
      take();
    } catch (error) {
      if (
        !(error instanceof FrameFormatError) &&
        !(error instanceof BatchFormatError)
      )
        throw error;
      this.end(transport, {
        reason: `protocol error: ${error.message}`,
        isGarbled: true,
      });
    }
  }

  private takeText(text: string): void {
    const frame = parseFrame(text);
    this.noteAlive();
    if (frame?.type === 'hello') this.takeHello(frame);
    else if (frame) this.host.onFrame(frame);
  }

  private takeBytes(bytes: Uint8Array): void {
    const batch = BatchReader.open(bytes);
    this.noteAlive();
    this.host.onBatch(batch);
  }

  private takeHello(hello: HelloFrame): void {
    const { transport } = this;
    if (!transport) return;
    this.timers.clear('hello');
    this.options.chooser.reportOpened();
    this.timers.set(
      'proven',
      () => {
        this.tries = 0;
      },
      PROVEN_MS,
    );
    this.scheduleRenewal(hello.expiresAtMs - hello.serverTimeMs);
    this.watchSilence(hello.heartbeatMs);
    if (this.current.state !== 'open') {
      this.setState({
        state: 'open',
        sinceMs: this.now(),
        transport: transport.kind,
      });
    }
  }

  private noteAlive(): void {
    this.lastFrameAtMs = this.now();
    if (this.current.state !== 'stale' || !this.transport) return;
    this.setState({
      state: 'open',
      sinceMs: this.now(),
      transport: this.transport.kind,
    });
  }

  private watchSilence(heartbeatMs: number): void {
    const limitMs = STALE_HEARTBEATS * heartbeatMs;
    const silentMs = this.host.expectsFrames()
      ? this.now() - this.lastFrameAtMs
      : 0;
    if (silentMs >= limitMs + heartbeatMs) {
      this.follow({ kind: 'wait', reason: 'the server fell silent' });
      return;
    }
    if (silentMs >= limitMs && this.current.state === 'open') {
      this.setState({
        state: 'stale',
        sinceMs: this.now(),
        lastFrameAtMs: this.lastFrameAtMs,
      });
    }
    const nextMs =
      silentMs >= limitMs
        ? limitMs + heartbeatMs - silentMs
        : limitMs - silentMs;
    this.timers.set('silence', () => this.watchSilence(heartbeatMs), nextMs);
  }

  private scheduleRenewal(leftMs: number): void {
    const delayMs = Math.max(RENEW_FLOOR_MS, leftMs - RENEW_BEFORE_MS);
    this.timers.set('renew', () => this.renew(leftMs), delayMs);
  }

  /** A renewal that fails needs no answer here: the server closes when the credentials end, and that is judged. */
  private renew(leftMs: number): void {
    const { transport } = this;
    this.scheduleRenewal(leftMs);
    if (!transport || transport.kind === 'sse') return;
    this.options.chooser.ticket().then(
      ticket =>
        this.transport === transport &&
        transport.send({ type: 'renew', ticket }),
      () => undefined,
    );
  }

  private end(transport: Transport, end: TransportEnd): void {
    if (this.timers.has('hello')) this.options.chooser.reportRefused();
    this.follow(
      end.isGarbled
        ? { kind: 'wait', reason: end.reason }
        : judgeEnd(transport.kind, end),
    );
  }

  private follow(verdict: Verdict): void {
    this.drop();
    this.tries += 1;
    const sinceMs = this.now();
    if (verdict.kind === 'stop') {
      this.setState({
        state: 'closed',
        sinceMs,
        code: verdict.code,
        reason: verdict.reason,
      });
    } else if (this.tries > MAX_TRIES) {
      const reason = `gave up after ${MAX_TRIES} tries: ${verdict.reason}`;
      this.setState({
        state: 'closed',
        sinceMs,
        code: 'realtime.internal',
        reason,
      });
    } else {
      const waitMs = computeBackoffMs(this.tries, this.options.random);
      this.timers.set('retry', () => this.connect(), waitMs);
      const { tries } = this;
      this.setState({
        state: 'waiting',
        sinceMs,
        nextTryAtMs: sinceMs + waitMs,
        tries,
        reason: verdict.reason,
      });
    }
  }

  private shutDown(): void {
    this.drop();
    this.isWanted = false;
    this.tries = 0;
    this.current = { state: 'connecting', sinceMs: this.now() };
  }

  /** Lets go of the transport and its timers; the wish to linger stays. */
  private drop(): void {
    this.opening += 1;
    this.timers.clearAllBut('linger');
    this.transport?.close();
    this.transport = undefined;
    this.isReady = false;
  }

  private setState(state: ConnectionState): void {
    this.current = state;
    this.host.onState(state);
  }

  private now(): number {
    return this.options.clock.now();
  }
}
