import {
  applyChanges,
  formatFinding,
  type CheckResult,
  type HealthSentence,
  type PackedTopicHealth,
  type TopicHealth,
  type Verdict,
  unpackTopicHealth,
} from '@backstage-realtime/plugin-realtime-common';
import { ENTITY } from '../../../testUtils/names';
import type { Page } from '../../../testUtils/Page';

/** Real parts on a busy machine; after this a wait fails with what was said instead. */
const PATIENCE_MS = 45_000;

/** One verdict as a reader sees it. */
export interface Said {
  text: string;
  check: CheckResult;
}

/** Topic health of the entity as its page gets it: every state, and waits for what is to come. */
export class WatchedHealth {
  /** Every state so far, oldest first. */
  readonly seen: TopicHealth[] = [];
  private read = 0;
  private newest?: PackedTopicHealth;

  static async open(page: Page): Promise<WatchedHealth> {
    page.send({
      type: 'watch',
      sub: 1,
      state: 'topic-health',
      entityRefs: [ENTITY],
    });
    const health = new WatchedHealth(page);
    await health.until(() => true);
    return health;
  }

  private constructor(readonly page: Page) {}

  /** What `find` finds in the newest state, now or in one to come. */
  async until<T>(find: (health: TopicHealth) => T | undefined): Promise<T> {
    const found = this.page.until(() => {
      this.catchUp();
      const latest = this.seen.at(-1);
      return latest && find(latest);
    });
    let cancel = () => {};
    const late = new Promise<never>((_, reject) => {
      const timer = setTimeout(() => {
        reject(new Error(`It was never said. Said was:\n${this.words()}`));
      }, PATIENCE_MS);
      cancel = () => clearTimeout(timer);
    });
    try {
      return await Promise.race([found, late]);
    } finally {
      cancel();
    }
  }

  /** Waits until a check says this; with this verdict, if one is given. */
  async said(sentence: HealthSentence, verdict?: Verdict): Promise<Said> {
    const check = await this.until(({ checks }) =>
      checks.find(
        each =>
          each.finding.sentence === sentence &&
          (verdict === undefined || each.verdict === verdict),
      ),
    );
    return { check, text: formatFinding(check.finding) };
  }

  /** Waits for `count` readings that begin from now on. */
  async readings(count: number): Promise<void> {
    this.catchUp();
    const { length } = this.seen;
    // The one under way may have begun before.
    await this.until(() =>
      this.seen.length > length + count ? true : undefined,
    );
  }

  /** The newest state in words: every verdict that is not fine. */
  words(): string {
    return (this.seen.at(-1)?.checks ?? [])
      .filter(({ verdict }) => verdict !== 'not-applicable')
      .map(
        ({ verdict, check, finding }) =>
          `${verdict} ${check}: ${formatFinding(finding)}`,
      )
      .join('\n');
  }

  private catchUp(): void {
    for (const frame of this.page.frames.slice(this.read)) {
      this.read += 1;
      if (frame.type !== 'state') continue;
      this.newest =
        frame.changes && this.newest
          ? applyChanges(this.newest, frame.changes)
          : (frame.value as PackedTopicHealth);
      this.seen.push(unpackTopicHealth(this.newest));
    }
  }
}
