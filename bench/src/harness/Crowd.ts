import { constants, getPriority, setPriority } from 'node:os';
import type { ViewerTarget } from '../sink/RawViewer';
import type { OpenRequest, SinkCounts } from '../sink/sink';
import { startSink } from './Bench';
import { readProcess } from './cpu';
import type { Role } from './roles';

/** Of all viewers, those who decode and check every record. */
const DECODING_VIEWERS = 20;

/** How much the process that only counts yields to those who decode. */
const NICER = constants.priority.PRIORITY_BELOW_NORMAL;

/** Whom a crowd looks at, and what each of it says after its socket opened. */
interface CrowdRequest extends Pick<OpenRequest, 'reads' | 'commands'> {
  target: ViewerTarget;
  viewers: number;
}

/**
 * The viewers of a round, in two processes. Most only count bytes; a few decode
 * everything, and latency is theirs. Apart, because a record would otherwise
 * wait in the sink for hundreds of others to be counted, which is no time of the
 * server; and those who count yield the core to those who decode, as a thousand
 * browsers do not share a core.
 */
export class Crowd {
  static async start(): Promise<Crowd> {
    const [counting, decoding] = await Promise.all([startSink(), startSink()]);
    setPriority(counting.pid, getPriority(decoding.pid) + NICER);
    return new Crowd(counting, decoding);
  }

  private constructor(
    private readonly counting: Role,
    private readonly decoding: Role,
  ) {}

  /** Those who decode come evenly among the others, so that none is always served first or last. */
  async open({ target, viewers, ...request }: CrowdRequest): Promise<void> {
    const plain = (viewers - DECODING_VIEWERS) / DECODING_VIEWERS;
    for (let i = 0; i < DECODING_VIEWERS; i++) {
      const count = Math.round(plain * (i + 1)) - Math.round(plain * i);
      const targets = Array.from({ length: count }, () => target);
      await this.counting.ask('open', { ...request, targets, sampled: [] });
      await this.decoding.ask('open', {
        ...request,
        targets: [],
        sampled: [target],
      });
    }
  }

  /** Latency is measured from here on. */
  async reset(): Promise<void> {
    await this.decoding.ask('reset');
  }

  /** So many of those who decode stop reading, until {@link recover}. */
  async stall(viewers: number): Promise<void> {
    await this.decoding.ask('stall', { viewers });
  }

  async recover(): Promise<void> {
    await this.decoding.ask('recover');
  }

  async count(): Promise<SinkCounts> {
    const [counted, decoded] = await Promise.all([
      this.counting.ask<SinkCounts>('count'),
      this.decoding.ask<SinkCounts>('count'),
    ]);
    return {
      records: counted.records + decoded.records,
      plain: counted.plain,
      complaints: [...new Set([...counted.complaints, ...decoded.complaints])],
      latencyMicros: decoded.latencyMicros,
      verification: decoded.verification,
    };
  }

  /** CPU time of both processes so far, in µs. */
  cpuMicros(): number {
    return [this.counting, this.decoding].reduce(
      (sum, { pid }) => sum + readProcess(pid).cpuMicros,
      0,
    );
  }

  async stop(): Promise<void> {
    await Promise.all([this.counting.stop(), this.decoding.stop()]);
  }
}
