import {
  compareVerdicts,
  type Verdict,
} from '@backstage-realtime/plugin-realtime-common';
import type { OwnedRow } from '../overview/ownedRows';
import { collectHops } from './collectHops';
import { isLoud, type Flow, type FlowHop, type FlowStop } from './Flow';
import { layOut } from './layOut';

/** Most hops of a flow that are drawn; a picture of more is no help. */
export const MAX_HOPS = 40;

/**
 * The flows of what a reader owns, one a system of the catalog, worst first.
 *
 * Direction comes from what is declared and seen: an entity that names a topic
 * as one it produces writes to it, and a group of an entity that has commits or
 * partitions of a topic reads it. An entity that merely uses a topic is left
 * out, since nobody says which way. Lags and rates are those of the last
 * reading of health; a part that was not read says why in place of a number.
 * @public
 */
export function buildFlows(rows: readonly OwnedRow[]): Flow[] {
  const systems = new Map<string | undefined, OwnedRow[]>();
  for (const row of rows)
    systems.set(row.partOf, [...(systems.get(row.partOf) ?? []), row]);
  return [...systems]
    .flatMap(([system, members]) => buildFlow(system, members) ?? [])
    .sort((a, b) => compareVerdicts(a.verdict, b.verdict) || byName(a, b));
}

/** Undefined where nothing is known to flow anywhere. */
function buildFlow(
  system: string | undefined,
  members: readonly OwnedRow[],
): Flow | undefined {
  const { hops, alone } = collectHops(members);
  if (!hops.some(({ from }) => from)) return undefined;
  const lines = layOut(worstHops(hops)).concat(
    hops.length > MAX_HOPS ? [] : alone.map(hop => [{ node: hop.to, hop }]),
  );
  const verdicts = [...hops, ...alone].map(({ verdict }) => verdict);
  return {
    system,
    entityRefs: members.map(({ entityRef }) => entityRef),
    lines: lines.sort((a, b) => compareVerdicts(worstOf(a), worstOf(b))),
    verdict: worst(verdicts),
    bad: verdicts.filter(isLoud).length,
    unknown: verdicts.filter(verdict => verdict === 'unknown').length,
    cut: Math.max(0, hops.length - MAX_HOPS),
  };
}

/** Of too many the worst, in their order. */
function worstHops(hops: readonly FlowHop[]): readonly FlowHop[] {
  if (hops.length <= MAX_HOPS) return hops;
  const chosen = [...hops]
    .sort((a, b) => compareVerdicts(a.verdict, b.verdict))
    .slice(0, MAX_HOPS);
  return hops.filter(hop => chosen.includes(hop));
}

function worstOf(line: readonly FlowStop[]): Verdict {
  return worst(line.flatMap(({ hop }) => (hop ? [hop.verdict] : [])));
}

function worst(verdicts: readonly Verdict[]): Verdict {
  return [...verdicts].sort(compareVerdicts)[0] ?? 'ok';
}

/** What belongs to no system stands last. */
function byName(a: Flow, b: Flow): number {
  if (a.system === undefined || b.system === undefined)
    return Number(a.system === undefined) - Number(b.system === undefined);
  return a.system.localeCompare(b.system);
}
