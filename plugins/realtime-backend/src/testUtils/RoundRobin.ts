import { once } from 'node:events';
import {
  connect,
  createServer,
  type AddressInfo,
  type Server,
  type Socket,
} from 'node:net';

/** A load balancer without stickiness: each connection goes to the next port. */
export class RoundRobin {
  /** Index of the replica each connection went to, in order. */
  readonly visited: number[] = [];
  private readonly sockets = new Set<Socket>();

  static async start(ports: readonly number[]): Promise<RoundRobin> {
    const balancer = new RoundRobin(createServer(), ports);
    balancer.server.listen(0, '127.0.0.1');
    await once(balancer.server, 'listening');
    return balancer;
  }

  private constructor(
    private readonly server: Server,
    private readonly ports: readonly number[],
  ) {
    server.on('connection', socket => this.forward(socket));
  }

  get port(): number {
    return (this.server.address() as AddressInfo).port;
  }

  async close(): Promise<void> {
    this.sockets.forEach(socket => socket.destroy());
    this.server.close();
    await once(this.server, 'close');
  }

  private forward(socket: Socket): void {
    const replica = this.visited.length % this.ports.length;
    this.visited.push(replica);
    const upstream = connect(this.ports[replica]);
    const ends: Array<[Socket, Socket]> = [
      [socket, upstream],
      [upstream, socket],
    ];
    for (const [from, to] of ends) {
      this.sockets.add(from);
      from.on('error', () => to.destroy());
      from.once('close', () => {
        this.sockets.delete(from);
        to.destroy();
      });
      from.pipe(to);
    }
  }
}
