import type { Clock } from '../client/Clock';
import type { ConnectionState } from './StreamSnapshot';
import type { StateLink, StatePort, StateWish } from './StatePort';
import type { StateSnapshot, StateStatus, StateStream } from './StateStream';

interface StateServices<T> {
  port: StatePort;
  clock: Clock;
  /** From what crosses the wire to what pages see. */
  read(value: unknown): T;
}

/** What a page sees of one watched state: the newest value, and how the connection is. */
export class StateStore<T> implements StateStream<T> {
  private readonly listeners = new Set<() => void>();
  private snapshot: StateSnapshot<T>;
  private readonly link: StateLink;

  static open<T>(wish: StateWish, services: StateServices<T>): StateStore<T> {
    return new StateStore<T>(wish, services);
  }

  private constructor(
    wish: StateWish,
    private readonly services: StateServices<T>,
  ) {
    const sinceMs = services.clock.now();
    this.snapshot = { status: { state: 'connecting', sinceMs } };
    this.link = services.port.watch(wish, {
      onConnection: state => this.takeConnection(state),
      onValue: value => this.takeValue(services.read(value)),
      onRefused: (code, message) => {
        const refusedMs = services.clock.now();
        this.setStatus({ state: 'refused', sinceMs: refusedMs, code, message });
      },
    });
  }

  readonly subscribe = (listener: () => void): (() => void) => {
    this.listeners.add(listener);
    return () => void this.listeners.delete(listener);
  };

  readonly getSnapshot = (): StateSnapshot<T> => this.snapshot;

  refresh(): void {
    if (this.snapshot.status.state === 'refused') this.setConnecting();
    this.link.refresh();
  }

  close(): void {
    this.listeners.clear();
    this.link.close();
  }

  private takeValue(value: T): void {
    const nowMs = this.services.clock.now();
    const { status } = this.snapshot;
    const live: StateStatus =
      status.state === 'live' ? status : { state: 'live', sinceMs: nowMs };
    this.set({ status: live, value, receivedAtMs: nowMs });
  }

  /** A connection that is open again is live only with its first value. */
  private takeConnection(connection: ConnectionState): void {
    const { status } = this.snapshot;
    if (connection.state === 'waiting') this.setUnreachable(connection);
    else if (connection.state === 'closed') {
      const { sinceMs, code, reason } = connection;
      this.setStatus({ state: 'refused', sinceMs, code, message: reason });
    } else if (status.state === 'unreachable' && connection.state === 'open')
      this.setConnecting();
  }

  private setUnreachable({
    sinceMs,
    tries,
    nextTryAtMs,
  }: Extract<ConnectionState, { state: 'waiting' }>): void {
    const { status } = this.snapshot;
    this.setStatus({
      state: 'unreachable',
      sinceMs: status.state === 'unreachable' ? status.sinceMs : sinceMs,
      part: 'the server',
      tries,
      nextTryAtMs,
    });
  }

  private setConnecting(): void {
    this.setStatus({
      state: 'connecting',
      sinceMs: this.services.clock.now(),
    });
  }

  private setStatus(status: StateStatus): void {
    this.set({ ...this.snapshot, status });
  }

  private set(snapshot: StateSnapshot<T>): void {
    this.snapshot = snapshot;
    for (const listener of [...this.listeners]) listener();
  }
}
