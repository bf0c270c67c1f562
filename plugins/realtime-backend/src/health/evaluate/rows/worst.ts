import {
  compareVerdicts,
  type CheckResult,
  type Verdict,
} from '@backstage-realtime/plugin-realtime-common';

/**
 * Order of a list of checks: worst first, good ones last. Among equals what
 * loses data or stops the flow comes before what is merely late.
 */
export function compareResults(a: CheckResult, b: CheckResult): number {
  return (
    compareVerdicts(a.verdict, b.verdict) ||
    urgency(a) - urgency(b) ||
    a.sinceMs - b.sinceMs ||
    (a.key < b.key ? -1 : 1)
  );
}

/** The result that decides; undefined when all is well or nothing applies. */
export function worstOf(
  results: readonly CheckResult[],
): CheckResult | undefined {
  const [worst] = results.filter(isNotFine).sort(compareResults);
  return worst;
}

/** Verdicts that a person should look at. */
export function isNotFine({ verdict }: { verdict: Verdict }): boolean {
  return verdict !== 'ok' && verdict !== 'not-applicable';
}

/** Families in the order in which they matter when verdicts are equal. */
const URGENT = [
  // Stands for others that are unknown for its reason.
  ['obs.permission'],
  ['partition.', 'topic.missing'],
  ['isr.', 'retention.lost', 'disk.'],
  ['retention.cliff', 'group.missing'],
  ['lag.time'],
  ['group.', 'commit.', 'txn.'],
  ['flow.', 'dlq.', 'decode.', 'mqtt.', 'bridge.', 'stage.'],
];

function urgency({ check }: CheckResult): number {
  const found = URGENT.findIndex(prefixes =>
    prefixes.some(prefix => check.startsWith(prefix)),
  );
  return found < 0 ? URGENT.length : found;
}
