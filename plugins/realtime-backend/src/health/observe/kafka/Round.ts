import {
  known,
  missing,
  type Missing,
  type Reading,
} from '@backstage-realtime/plugin-realtime-common';
import type { Clock } from '../../../clock';
import type {
  BuildRequest,
  ClusterCalls,
} from '../../../sources/kafka/admin/ClusterCalls';
import type { FetchedEnd } from '../../../sources/kafka/connection/FetchedEnds';
import type { ClusterMetadata } from '../../../sources/kafka/requests/metadata';
import { failureReason } from './reasons';

/**
 * The requests of one observation. Answers are values or reasons, so a broker
 * that is silent costs its own part only; it is not asked again in the same
 * round, or each part would wait for it anew.
 */
export class Round {
  requests = 0;
  private readonly answering = new Set<number>();
  private readonly silent = new Map<number, Missing>();

  constructor(
    private readonly cluster: ClusterCalls,
    private readonly timeoutMs: number,
    private readonly clock: Clock,
  ) {}

  /** Whether `fetchedEnd` may tell anything. */
  get hasFetchedEnds(): boolean {
    return this.cluster.fetchedEnds?.isEmpty === false;
  }

  /** What a reader of the topic was told a moment ago; undefined when nobody reads it. */
  fetchedEnd(topic: string, partition: number): FetchedEnd | undefined {
    const { cluster, clock } = this;
    return cluster.fetchedEnds?.of(topic, partition, clock.now());
  }

  metadata(topics: readonly string[]): Promise<Reading<ClusterMetadata>> {
    return this.count(this.cluster.metadata(topics));
  }

  askAny<T>(build: BuildRequest<T>): Promise<Reading<T>> {
    return this.count(this.cluster.askAny(build));
  }

  async ask<T>(broker: number, build: BuildRequest<T>): Promise<Reading<T>> {
    const before = this.silent.get(broker);
    if (before) return { known: false, missing: before };
    const answer = await this.count(this.cluster.ask(broker, build), broker);
    if (answer.known || answer.missing.code === 'unsupported') {
      this.answering.add(broker);
    } else this.silent.set(broker, answer.missing);
    return answer;
  }

  /** Whether the broker answered; undefined when it was not asked. */
  isAnswering(broker: number): boolean | undefined {
    if (this.silent.has(broker)) return false;
    return this.answering.has(broker) ? true : undefined;
  }

  whySilent(broker: number): Missing | undefined {
    return this.silent.get(broker);
  }

  private async count<T>(
    answer: Promise<T>,
    broker?: number,
  ): Promise<Reading<T>> {
    this.requests++;
    let cancel = () => {};
    const late = new Promise<Reading<T>>(resolve => {
      cancel = this.clock.setTimeout(
        () => resolve(tooLate(this.timeoutMs, broker)),
        this.timeoutMs,
      );
    });
    const settled = answer.then(known, error => failureReason(error, broker));
    try {
      return await Promise.race([settled, late]);
    } finally {
      cancel();
    }
  }
}

function tooLate(timeoutMs: number, broker?: number) {
  const who = broker === undefined ? 'no broker answers' : `broker ${broker}`;
  const what = broker === undefined ? '' : ' does not answer';
  return missing('timeout', { detail: `${who}${what} in ${timeoutMs} ms` });
}
