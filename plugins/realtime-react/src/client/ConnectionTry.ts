import type {
  BatchReader,
  Command,
  Frame,
  HelloFrame,
} from '@backstage-realtime/plugin-realtime-common';
import type { Clock } from './Clock';
import { judgeEnd, judgeFault, type Verdict } from './closing';
import { readTransport } from './readTransport';
import { Timers } from './Timers';
import type { Transport, TransportEnd, TransportKind } from './Transport';
import type { TransportChooser } from './TransportChooser';

/** Without a hello by then the transport counts as refused, in ms. */
const HELLO_MS = 10_000;

/** What one try tells; nothing after `onOver` or `close`. */
export interface TryHooks {
  /** All that a fresh transport must be told, in order. */
  commands(kind: TransportKind): readonly Command[];
  /** Before each of the following. */
  onHeard(): void;
  onHello(hello: HelloFrame): void;
  onFrame(frame: Frame): void;
  onBatch(batch: BatchReader): void;
  onOver(verdict: Verdict): void;
}

/** One try to reach the gateway, from its ticket to its end: opened once, then thrown away. */
export class ConnectionTry {
  private readonly timers: Timers<'hello'>;
  private transport?: Transport;
  /** The transport was told what was wanted; what is wanted since has to be sent. */
  private isReady = false;
  private isGreeted = false;
  private isOver = false;

  static begin(
    chooser: TransportChooser,
    clock: Clock,
    hooks: TryHooks,
  ): ConnectionTry {
    const begun = new ConnectionTry(chooser, clock, hooks);
    begun.begin();
    return begun;
  }

  private constructor(
    private readonly chooser: TransportChooser,
    clock: Clock,
    private readonly hooks: TryHooks,
  ) {
    this.timers = Timers.create(clock);
  }

  get kind(): TransportKind | undefined {
    return this.transport?.kind;
  }

  /** The transport that takes commands now; undefined when its opening will tell them. */
  get carrier(): TransportKind | undefined {
    return this.isReady ? this.kind : undefined;
  }

  /** `only-anew`: this transport can say it only by being opened anew. */
  send(command: Command): 'sent' | 'not-ready' | 'only-anew' {
    if (!this.transport || !this.isReady) return 'not-ready';
    return this.transport.send(command) ? 'sent' : 'only-anew';
  }

  /** A renewal that fails needs no answer here: the server closes when the credentials end, and that is judged. */
  renew(): void {
    const { transport } = this;
    if (!transport || transport.kind === 'sse') return;
    this.chooser.ticket().then(
      ticket => !this.isOver && transport.send({ type: 'renew', ticket }),
      () => undefined,
    );
  }

  /** Idempotent. */
  close(): void {
    this.isOver = true;
    this.isReady = false;
    this.timers.clear('hello');
    this.transport?.close();
  }

  private begin(): void {
    const fail = (fault: unknown) => this.over(judgeFault(fault));
    this.timers.set('hello', () => fail(undefined), HELLO_MS);
    this.chooser.create().then(
      transport => !this.isOver && this.use(transport),
      fault => fail(fault),
    );
  }

  private use(transport: Transport): void {
    this.transport = transport;
    const end = (how: TransportEnd) => this.end(transport, how);
    const notGreeted = { reason: 'the server did not greet' };
    this.timers.set('hello', () => end(notGreeted), HELLO_MS);
    transport.open(() => this.hooks.commands(transport.kind), {
      onReady: () => {
        this.isReady = true;
      },
      ...this.reading(end),
      onEnd: end,
    });
  }

  private reading(end: (how: TransportEnd) => void) {
    const { onText, onBytes } = readTransport({
      onFrame: frame => this.takeFrame(frame),
      onBatch: batch => {
        this.hooks.onHeard();
        this.hooks.onBatch(batch);
      },
      onGarbled: reason => end({ reason, isGarbled: true }),
    });
    return {
      onText: (text: string) => !this.isOver && onText(text),
      onBytes: (bytes: Uint8Array) => !this.isOver && onBytes(bytes),
    };
  }

  private takeFrame(frame: Frame | undefined): void {
    this.hooks.onHeard();
    if (frame?.type === 'hello') this.takeHello(frame);
    else if (frame) this.hooks.onFrame(frame);
  }

  private takeHello(hello: HelloFrame): void {
    this.timers.clear('hello');
    this.isGreeted = true;
    this.chooser.reportOpened();
    this.hooks.onHello(hello);
  }

  private end({ kind }: Transport, end: TransportEnd): void {
    if (this.isOver) return;
    if (!this.isGreeted) this.chooser.reportRefused();
    this.over(
      end.isGarbled
        ? { kind: 'wait', reason: end.reason }
        : judgeEnd(kind, end),
    );
  }

  private over(verdict: Verdict): void {
    if (this.isOver) return;
    this.close();
    this.hooks.onOver(verdict);
  }
}
