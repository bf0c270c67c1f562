import { BatchReader } from '@backstage-realtime/plugin-realtime-common';
import { WebSocket } from 'ws';
import { Histogram } from '../harness/Histogram';
import { intendedNsOf } from '../harness/workload';
import { Account, type Verification } from './Account';
import type { ViewerTarget } from './RawViewer';

/**
 * A viewer that decodes every record: latency from the intended send time, order
 * and gap accounting for each partition. Servers that send one message a frame
 * are measured too, but have nothing to account for.
 */
export class SampledViewer {
  readonly latencyMicros = new Histogram();
  private readonly account = new Account();
  private isWatched = true;

  static async open(
    target: ViewerTarget,
    commands: object[],
  ): Promise<SampledViewer> {
    const socket = new WebSocket(
      `ws://127.0.0.1:${target.port}${target.path}`,
      target.protocols,
      { headers: target.headers, perMessageDeflate: false },
    );
    const viewer = new SampledViewer(socket);
    await new Promise((resolve, reject) => {
      socket.once('open', resolve);
      socket.once('error', reject);
    });
    commands.forEach(command => socket.send(JSON.stringify(command)));
    return viewer;
  }

  private constructor(private readonly socket: WebSocket) {
    socket.on('message', (data: Buffer, isBinary: boolean) =>
      isBinary && data[0] === 1 ? this.onBatch(data) : this.onMessage(data),
    );
    socket.on('error', () => socket.terminate());
  }

  get verification(): Verification {
    return this.account.toVerification();
  }

  /** Stops reading, as a hung tab does; its latency no longer counts. */
  stall(): void {
    this.isWatched = false;
    this.latencyMicros.clear();
    this.socket.pause();
  }

  recover(): void {
    this.socket.resume();
  }

  /** A frame of text, or one message of a server without batches. */
  private onMessage(data: Buffer): void {
    const head = data.subarray(0, 13).toString();
    if (head === '{"type":"gap"') {
      this.account.addGap(JSON.parse(data.toString()).gap);
    } else if (head.startsWith('{"partition"')) {
      const { partition, offset, value } = JSON.parse(data.toString());
      this.account.addRecord(partition, BigInt(offset));
      this.measure(Buffer.from(value));
    } else if (this.measure(data)) this.account.addPlain();
  }

  private onBatch(data: Buffer): void {
    const batch = BatchReader.open(data);
    for (let i = 0; i < batch.count; i++) {
      this.account.addRecord(batch.partition(i), BigInt(batch.offset(i)));
      const value = batch.value(i);
      if (value && this.isWatched) this.measure(value);
    }
    const { channel, sequence } = batch;
    this.socket.send(JSON.stringify({ type: 'ack', channel, sequence }));
  }

  /** False when the bytes carry no send time. */
  private measure(value: Uint8Array): boolean {
    const intended = intendedNsOf(value);
    if (intended === undefined) return false;
    if (intended > 0n)
      this.latencyMicros.add(
        Number(process.hrtime.bigint() - intended) / 1_000,
      );
    return true;
  }
}
