import type { CheckResult } from '@backstage-realtime/plugin-realtime-common';
import type { RawResult } from './types';

/**
 * Puts the checks that are unknown for one and the same reason together: a
 * topic that may not be read makes twenty checks unknown, and twenty lines would
 * hide that one right is missing. The first stays, as it stands for the others.
 */
export function foldUnknowns(
  results: readonly CheckResult[],
  raws: readonly RawResult[],
): CheckResult[] {
  const stands = new Map<string, CheckResult>();
  return results.flatMap((result, index) => {
    const reason = reasonOf(result, raws[index]);
    if (reason === undefined) return [result];
    const first = stands.get(reason);
    if (first) {
      addTo(first, result);
      return [];
    }
    const kept = { ...result, evidence: [...result.evidence] };
    stands.set(reason, kept);
    return [kept];
  });
}

function reasonOf(
  { verdict, subject }: CheckResult,
  { missing }: RawResult,
): string | undefined {
  if (verdict !== 'unknown' || !missing) return undefined;
  const { code, detail, acl } = missing;
  const place = acl ? acl : [subject.topic, subject.group];
  return JSON.stringify([subject.system, code, detail, place]);
}

function addTo(kept: CheckResult, folded: CheckResult): void {
  kept.evidence.push({
    name: 'also-unknown',
    value: { kind: 'name', text: folded.check },
  });
}
