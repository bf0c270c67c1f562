import {
  compareVerdicts,
  VERDICTS,
  type ClaimPhase,
  type TopicHealthSummary,
  type Verdict,
} from '@backstage-realtime/plugin-realtime-common';

/** One component a reader owns, and its health as far as it is known. @public */
export interface OwnedRow {
  entityRef: string;
  title: string;
  /** Address of its Topics tab; of its Canary tab where it has no topics. */
  href: string;
  /** Title of the catalog's system that it is part of. */
  partOf?: string;
  /** Topics it says it writes to, as `cluster/topic`. */
  writes?: string[];
  /** The claim of it that needs somebody most, where the catalog has one. */
  claim?: OwnedClaim;
  /** It declares rollouts, so there is a canary to tell of. */
  hasRollouts?: boolean;
  /** It has rollouts and no topics: its verdict is that of its canary. */
  isRolloutOnly?: boolean;
  /** The worst of its rollouts; missing until it is read. */
  canary?: { verdict?: Verdict; text: string };
  /** Missing until its first reading. */
  summary?: TopicHealthSummary;
  /** Age of the reading in ms. */
  ageMs?: number;
}

/** How far a claim of a component is, as the catalog has it. @public */
export interface OwnedClaim {
  phase: ClaimPhase;
  /** What the cluster says of it. */
  message?: string;
}

/** What a reader narrowed the list to. @public */
export interface OwnedFilter {
  /** In the name, a topic or a group; upper and lower case are one. */
  text: string;
  /** A cluster; undefined is all. */
  system?: string;
  /** Only these; empty is all. */
  verdicts: Verdict[];
}

/** Readings of a list come once a minute; three missed ones are an outage. */
const STALE_MS = 180_000;

/** True when the row shows an old reading. */
export function isStale({ ageMs = 0 }: OwnedRow): boolean {
  return ageMs > STALE_MS;
}

/** What is known now: an old reading is Unknown, however good it was. @public */
export function verdictOf(row: OwnedRow): Verdict {
  if (row.isRolloutOnly) return row.canary?.verdict ?? 'unknown';
  if (!row.summary || isStale(row)) return 'unknown';
  return row.summary.verdict;
}

/** Worst first, then the longest standing, then by name. @public */
export function sortRows(rows: OwnedRow[]): OwnedRow[] {
  return [...rows].sort(
    (a, b) =>
      compareVerdicts(verdictOf(a), verdictOf(b)) ||
      sinceOf(a) - sinceOf(b) ||
      a.title.localeCompare(b.title),
  );
}

function sinceOf({ summary }: OwnedRow): number {
  return summary?.sinceMs ?? Infinity;
}

/** Rows that match text and cluster; the verdicts are left to {@link withVerdicts}. @public */
export function filterRows(rows: OwnedRow[], filter: OwnedFilter): OwnedRow[] {
  const text = filter.text.trim().toLocaleLowerCase();
  return rows.filter(row => {
    const { topics = [], groups = [], systems = [] } = row.summary ?? {};
    const names = [row.title, ...topics, ...groups];
    const hasText = names.some(n => n.toLocaleLowerCase().includes(text));
    const isThere = !filter.system || systems.includes(filter.system);
    return hasText && isThere;
  });
}

/** Rows of the chosen verdicts; all when none is chosen. @public */
export function withVerdicts(rows: OwnedRow[], verdicts: Verdict[]) {
  return verdicts.length === 0
    ? rows
    : rows.filter(row => verdicts.includes(verdictOf(row)));
}

/** How many rows of each verdict. @public */
export function countRows(rows: OwnedRow[]): Record<Verdict, number> {
  const counts = Object.fromEntries(VERDICTS.map(v => [v, 0]));
  rows.forEach(row => {
    counts[verdictOf(row)] += 1;
  });
  return counts as Record<Verdict, number>;
}
