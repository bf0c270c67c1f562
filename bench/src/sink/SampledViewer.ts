import { BatchReader } from '@backstage-realtime/plugin-realtime-common';
import { WebSocket } from 'ws';
import { Histogram } from '../harness/Histogram';
import { intendedNsOf } from '../harness/workload';
import type { ViewerTarget } from './RawViewer';

/** What a sampled viewer verified. Any of the first three above zero voids the round. */
export interface Verification {
  reordered: number;
  doubled: number;
  unaccounted: number;
  records: number;
  gapRecords: number;
  filtered: number;
  sampled: number;
}

/**
 * A viewer that decodes every record: latency from the intended send time, order
 * and gap accounting for each partition.
 */
export class SampledViewer {
  readonly latencyMicros = new Histogram();
  readonly seen: Verification = {
    reordered: 0,
    doubled: 0,
    unaccounted: 0,
    records: 0,
    gapRecords: 0,
    filtered: 0,
    sampled: 0,
  };
  private readonly next = new Map<number, bigint>();

  static async open(
    target: ViewerTarget,
    commands: object[],
  ): Promise<SampledViewer> {
    const socket = new WebSocket(
      `ws://127.0.0.1:${target.port}${target.path}`,
      target.protocols,
      {
        headers: target.headers,
        perMessageDeflate: false,
      },
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
      isBinary ? this.onBinary(data) : this.onText(data),
    );
    socket.on('error', () => socket.terminate());
  }

  close(): void {
    this.socket.terminate();
  }

  private onText(data: Buffer): void {
    const frame = JSON.parse(data.toString());
    if (frame.type === 'gap') this.onGap(frame.gap);
    if (frame.t) this.measure(data);
  }

  private onGap(gap: {
    partition: number;
    lastOffset?: string;
    count?: number;
    reason: string;
  }): void {
    this.seen.gapRecords += gap.count ?? 0;
    if (gap.lastOffset)
      this.next.set(gap.partition, BigInt(gap.lastOffset) + 1n);
  }

  private onBinary(data: Buffer): void {
    if (data[0] !== 1) {
      this.seen.records += 1;
      this.measure(data);
      return;
    }
    const batch = BatchReader.open(data);
    for (let i = 0; i < batch.count; i++) this.onRecord(batch, i);
    this.seen.filtered += batch.filtered;
    this.seen.sampled += batch.sampled;
    this.socket.send(
      JSON.stringify({
        type: 'ack',
        channel: batch.channel,
        sequence: batch.sequence,
      }),
    );
  }

  private onRecord(batch: BatchReader, i: number): void {
    const offset = BigInt(batch.offset(i));
    const expected = this.next.get(batch.partition(i));
    this.seen.records += 1;
    if (expected !== undefined && offset < expected) this.seen.reordered += 1;
    if (expected !== undefined && offset > expected)
      this.seen.unaccounted += Number(offset - expected);
    this.next.set(batch.partition(i), offset + 1n);
    const value = batch.value(i);
    if (value) this.measure(value);
  }

  private measure(value: Uint8Array): void {
    const intended = intendedNsOf(value);
    if (intended)
      this.latencyMicros.add(
        Number(process.hrtime.bigint() - intended) / 1_000,
      );
  }
}
