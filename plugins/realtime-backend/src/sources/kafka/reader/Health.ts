import type { SourceEvent } from '@backstage-realtime/plugin-realtime-node';

type Missing = Array<{ partition: number; reason: string }>;

/** Says `unreachable` for each failed try of a part, and `reachable` once all of them answer again. */
export class Health {
  private readonly failing = new Set<string>();
  private missing: Missing = [];
  private told = '';

  constructor(
    private readonly say: (event: SourceEvent) => void,
    /** The part that stands for all others: while it fails, they are not mentioned. */
    private readonly whole: string,
  ) {}

  get hasMissing(): boolean {
    return this.missing.length > 0;
  }

  fail(part: string, reason: string, tries: number, nextTryAtMs: number): void {
    const isCovered = this.failing.has(this.whole) && part !== this.whole;
    this.failing.add(part);
    this.told = '';
    if (isCovered) return;
    this.say({ kind: 'unreachable', part, reason, tries, nextTryAtMs });
  }

  recover(part: string): void {
    if (this.failing.delete(part)) this.announce();
  }

  /** Partitions that cannot be read although the brokers answer. */
  setMissing(missing: Missing): void {
    this.missing = missing;
    this.announce();
  }

  private announce(): void {
    const state = JSON.stringify(this.missing);
    if (this.failing.size > 0 || this.told === state) return;
    this.told = state;
    this.say({ kind: 'reachable', missing: this.missing });
  }
}
