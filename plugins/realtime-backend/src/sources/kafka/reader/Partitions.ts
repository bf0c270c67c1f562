import type {
  NoteFrame,
  StartPosition,
} from '@backstage-realtime/plugin-realtime-common';
import type {
  OpenOptions,
  PartitionStart,
} from '@backstage-realtime/plugin-realtime-node';
import type { TopicMetadata } from '../requests/metadata';
import {
  createCursor,
  isDone,
  moveIntoRange,
  type PartitionCursor,
} from './PartitionCursor';
import { findOffsets, findTopic, readRanges, type Range } from './ranges';
import { findMissing } from './missing';
import type { ReaderContext } from './ReaderContext';
import { planStart, type StartPlan } from './startPositions';

type Ranges = ReadonlyMap<number, Range>;

/** The partitions one stream reads: where each stands, who leads it, and which cannot be read. */
export class Partitions {
  readonly cursors = new Map<number, PartitionCursor>();
  /** Could not be read at opening: each begins where it was asked to, or where the wish then leads. */
  private readonly waiting = new Map<number, bigint | undefined>();
  private wanted: ReadonlySet<number> | undefined;
  private topicId = '';

  constructor(
    private readonly context: ReaderContext,
    private readonly open: OpenOptions,
  ) {
    this.wanted = open.partitions && new Set(open.partitions);
  }

  /** Finds the start positions. Errors: what {@link readRanges} throws. */
  async begin(topic: TopicMetadata): Promise<void> {
    const { ranges } = await readRanges(this.context.connection, topic);
    const plan = await this.plan(topic, ranges, this.open.from);
    this.narrow(plan);
    this.topicId = topic.topicId;
    for (const { partition } of this.readable(topic)) {
      this.start(partition, plan.positions.get(partition), ranges);
    }
    const hasEpochs = plan.epoch !== '' && topic.topicId !== '';
    if (hasEpochs && plan.epoch !== topic.topicId) this.startOver(ranges);
    this.tellGaps(ranges);
    this.assign(topic);
  }

  /** Follows leaders, new partitions, and another topic of the same name. `wasMissing`: it was gone for a while. */
  async update(topic: TopicMetadata, wasMissing: boolean): Promise<void> {
    const hasOtherId = topic.topicId !== this.topicId;
    if (hasOtherId || (wasMissing && topic.topicId === '')) {
      const { ranges } = await readRanges(this.context.connection, topic);
      this.topicId = topic.topicId;
      if (hasOtherId || this.isBeyond(ranges)) this.startOver(ranges);
    }
    await this.startWaiting(topic);
    await this.startNew(topic);
    this.assign(topic);
  }

  /** After the broker called a position out of range: moves it, unless the topic is another one now, which {@link update} handles. */
  async relocate(cursor: PartitionCursor): Promise<void> {
    const { connection, queue, cluster } = this.context;
    const metadata = await connection.metadata([this.context.topic]);
    const topic = findTopic(metadata, this.context.topic, cluster);
    const wanted = new Set([cursor.partition]);
    const { ranges } = await readRanges(connection, topic, wanted);
    const range = ranges.get(cursor.partition);
    if (!range || topic.topicId !== this.topicId) {
      this.release(cursor);
      return;
    }
    const gap = moveIntoRange(cursor, range);
    if (gap) queue.push({ kind: 'gap', gap });
    else this.release(cursor);
  }

  /** Takes a partition from its loop until metadata is refreshed, and the longer the more often it failed. */
  release(cursor: PartitionCursor): void {
    const { clock, backoffMs } = this.context;
    cursor.leader = -1;
    cursor.tries++;
    cursor.retryAtMs = clock.now() + backoffMs(cursor.tries);
  }

  /** All that can be read was read to its end. */
  areDone(): boolean {
    return [...this.cursors.values()].every(
      cursor => isDone(cursor) && cursor.unread === 0,
    );
  }

  /** When the next released partition may be tried, in ms from now. */
  retryInMs(): number | undefined {
    const released = [...this.cursors.values()].filter(
      ({ leader, retryAtMs }) => leader < 0 && retryAtMs > 0,
    );
    if (released.length === 0) return undefined;
    const first = Math.min(...released.map(({ retryAtMs }) => retryAtMs));
    return Math.max(1, first - this.context.clock.now());
  }

  private plan(
    topic: TopicMetadata,
    ranges: Ranges,
    from: StartPosition | PartitionStart[],
  ): Promise<StartPlan> {
    const { connection } = this.context;
    const byTime = async (timestampMs: bigint) =>
      (await findOffsets(connection, topic, timestampMs)).offsets;
    return planStart(from, ranges, byTime, this.open.unnamed);
  }

  /** A wish for named partitions is for no others, also not for those that appear later. */
  private narrow({ others, positions }: StartPlan): void {
    if (others !== 'skip') return;
    const named = [...positions.keys()];
    this.wanted = new Set(named.filter(id => this.wanted?.has(id) ?? true));
  }

  private readable(topic: TopicMetadata): TopicMetadata['partitions'] {
    return topic.partitions.filter(
      ({ partition }) => this.wanted?.has(partition) ?? true,
    );
  }

  private start(
    partition: number,
    position: bigint | undefined,
    ranges: Ranges,
  ): void {
    const range = ranges.get(partition);
    if (!range) {
      this.waiting.set(partition, position);
      return;
    }
    const { limits, isBounded } = this.context;
    const from = position ?? range.low;
    const cursor = createCursor(
      partition,
      from,
      range,
      limits.maxPartitionBytes,
    );
    if (isBounded) cursor.end = range.high;
    this.cursors.set(partition, cursor);
    this.waiting.delete(partition);
  }

  private tellGaps(ranges: Ranges): void {
    for (const [partition, range] of ranges) {
      const cursor = this.cursors.get(partition);
      const gap = cursor && moveIntoRange(cursor, range);
      if (gap) this.context.queue.push({ kind: 'gap', gap });
    }
  }

  /** Brokers that tell no topic id leave only this to know another log by. */
  private isBeyond(ranges: Ranges): boolean {
    return [...ranges].some(([partition, { high }]) => {
      const position = this.cursors.get(partition)?.position;
      return position !== undefined && position > high;
    });
  }

  /** `last` is counted over all partitions together, so one that comes late starts with what comes next. */
  private async startWaiting(topic: TopicMetadata): Promise<void> {
    if (this.waiting.size === 0) return;
    const { from } = this.open;
    const isLast = !Array.isArray(from) && from.at === 'last';
    const wanted = new Set(this.waiting.keys());
    const { ranges } = await readRanges(this.context.connection, topic, wanted);
    if (ranges.size === 0) return;
    const wish = isLast ? ({ at: 'latest' } as const) : from;
    const plan = await this.plan(topic, ranges, wish);
    for (const partition of ranges.keys()) {
      const exact = this.waiting.get(partition);
      this.start(partition, exact ?? plan.positions.get(partition), ranges);
    }
    this.tellGaps(ranges);
  }

  /** Every record of a partition that was added is new. */
  private async startNew(topic: TopicMetadata): Promise<void> {
    const added = this.readable(topic)
      .map(({ partition }) => partition)
      .filter(id => !this.cursors.has(id) && !this.waiting.has(id));
    if (added.length === 0) return;
    const wanted = new Set(added);
    const { ranges } = await readRanges(this.context.connection, topic, wanted);
    for (const partition of added) this.waiting.set(partition, 0n);
    for (const [partition, { low }] of ranges)
      this.start(partition, low, ranges);
    this.note({ kind: 'partitions-added', partitions: added });
  }

  /** The log is another one: what was not read of the old one is lost, in a number nobody knows. */
  private startOver(ranges: Ranges): void {
    const { queue } = this.context;
    this.note({ kind: 'topic-recreated' });
    for (const partition of this.cursors.keys()) {
      queue.push({ kind: 'gap', gap: { partition, reason: 'recreated' } });
    }
    const partitions = [...this.cursors.keys(), ...this.waiting.keys()];
    this.cursors.clear();
    for (const partition of partitions) {
      this.start(partition, ranges.get(partition)?.low, ranges);
    }
  }

  private assign(topic: TopicMetadata): void {
    const now = this.context.clock.now();
    for (const { partition, leader } of topic.partitions) {
      const cursor = this.cursors.get(partition);
      if (cursor && cursor.retryAtMs <= now) this.follow(cursor, leader);
    }
    const missing = findMissing(topic, this.wanted, this.waiting);
    this.context.health.setMissing(missing);
  }

  private follow(cursor: PartitionCursor, leader: number): void {
    const { partition, lastLeader } = cursor;
    cursor.leader = leader;
    cursor.retryAtMs = 0;
    if (leader < 0 || leader === lastLeader) return;
    cursor.lastLeader = leader;
    if (lastLeader < 0) return;
    this.note({
      kind: 'leader-moved',
      partition,
      from: lastLeader,
      to: leader,
    });
  }

  private note(note: NoteFrame['note']): void {
    this.context.queue.push({ kind: 'note', note });
  }
}
