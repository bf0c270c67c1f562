import {
  connect,
  createServer,
  type AddressInfo,
  type Server,
  type Socket,
} from 'node:net';

/**
 * A port before a server: closing it is what an outage looks like from outside,
 * opening it again is the server back with everything it had.
 */
export class FrontDoor {
  private readonly sockets = new Set<Socket>();
  private server: Server;
  private port = 0;

  private constructor(private readonly target: number) {
    this.server = this.build();
  }

  /** `target` is a port of this machine. */
  static async open(target: number): Promise<FrontDoor> {
    const door = new FrontDoor(target);
    await door.listen();
    return door;
  }

  get url(): string {
    return `https://127.0.0.1:${this.port}`;
  }

  /** Cuts every connection and refuses others. Idempotent. */
  async close(): Promise<void> {
    const closed = new Promise<void>(resolve => {
      this.server.close(() => resolve());
    });
    this.sockets.forEach(socket => socket.destroy());
    await closed;
  }

  /** On the same port. */
  async reopen(): Promise<void> {
    this.server = this.build();
    await this.listen();
  }

  private build(): Server {
    return createServer(incoming => {
      const outgoing = connect(this.target, '127.0.0.1');
      for (const [from, to] of [
        [incoming, outgoing],
        [outgoing, incoming],
      ]) {
        this.sockets.add(from);
        from.on('error', () => to.destroy());
        from.on('close', () => {
          this.sockets.delete(from);
          to.destroy();
        });
        from.pipe(to);
      }
    });
  }

  private async listen(): Promise<void> {
    await new Promise<void>((resolve, reject) => {
      this.server.once('error', reject);
      this.server.listen(this.port, '127.0.0.1', resolve);
    });
    this.port = (this.server.address() as AddressInfo).port;
  }
}
