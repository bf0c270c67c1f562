import {
  decodeResume,
  encodeResume,
  toOffset,
  type Command,
  type SubscribeCommand,
} from '@backstage-realtime/plugin-realtime-common';
import { aRecord, buildBatch } from './buildBatch';
import type { FakeViewer } from './FakeViewer';
import { aStatsFrame, aSubscribedFrame } from './frames';

interface Reader {
  viewer: FakeViewer;
  sub: number;
  sequence: number;
  next: number[];
}

/** A log in memory that answers subscriptions from any position; the value of a record is its own `partition-offset`. */
export class FakeLog {
  private readonly highs: number[];
  private readers: Reader[] = [];

  constructor(
    partitions: number,
    private readonly epoch = 'epoch-1',
  ) {
    this.highs = Array.from({ length: partitions }, () => 0);
  }

  /** Answers this viewer from now on, also for what it asked already. */
  serve(viewer: FakeViewer): void {
    viewer.onCommand = command => this.answer(viewer, command);
    for (const command of viewer.commands.rest) this.answer(viewer, command);
  }

  /** `count` records for each partition, sent to every reader. */
  append(count: number): void {
    this.highs.forEach((high, partition) => {
      this.highs[partition] = high + count;
    });
    for (const reader of this.readers) this.deliver(reader);
  }

  /** The counts of every reader, with its resume position. */
  sendStats(): void {
    for (const reader of this.readers) this.sendStatsTo(reader);
  }

  /** The viewer's network is gone; nothing reaches it any more. */
  cut(viewer: FakeViewer): void {
    this.readers = this.readers.filter(reader => reader.viewer !== viewer);
    viewer.terminate();
  }

  private answer(viewer: FakeViewer, command: Command): void {
    if (command.type !== 'subscribe') return;
    const reader = {
      viewer,
      sub: command.sub,
      sequence: 0,
      next: this.startOf(command),
    };
    this.readers.push(reader);
    viewer.send(aSubscribedFrame({ sub: command.sub, channel: command.sub }));
    this.sendStatsTo(reader);
    this.deliver(reader);
  }

  private startOf({ from }: SubscribeCommand): number[] {
    if (from.at !== 'resume')
      return this.highs.map(high => (from.at === 'latest' ? high : 0));
    const positions = decodeResume(from.position);
    return this.highs.map((_, partition) =>
      Number(positions?.next.get(partition) ?? 0),
    );
  }

  private deliver(reader: Reader): void {
    const records = this.highs.flatMap((high, partition) =>
      range(reader.next[partition], high).map(offset =>
        aRecord({ partition, offset, value: `"${partition}-${offset}"` }),
      ),
    );
    reader.next = [...this.highs];
    if (records.length === 0) return;
    reader.sequence += 1;
    reader.viewer.sendBatch(
      buildBatch(records, { channel: reader.sub, sequence: reader.sequence }),
    );
  }

  private sendStatsTo({ viewer, sub, next }: Reader): void {
    const positions = new Map(
      next.map((offset, partition) => [partition, toOffset(offset)]),
    );
    viewer.send(
      aStatsFrame({
        sub,
        resume: encodeResume({ epoch: this.epoch, next: positions }),
      }),
    );
  }
}

function range(from: number, to: number): number[] {
  return Array.from({ length: Math.max(0, to - from) }, (_, i) => from + i);
}
