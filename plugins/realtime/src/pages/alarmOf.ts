import type { Verdict } from '@backstage-realtime/plugin-realtime-common';

/** Worst verdict and number of components at Warning or Critical; undefined when none is. */
export function alarmOf(
  counts: Record<Verdict, number>,
): { worst: Verdict; n: number } | undefined {
  const n = counts.critical + counts.warning;
  if (n === 0) return undefined;
  return { worst: counts.critical > 0 ? 'critical' : 'warning', n };
}
