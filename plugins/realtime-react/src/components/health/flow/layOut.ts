import { compareVerdicts } from '@backstage-realtime/plugin-realtime-common';
import type { FlowHop, FlowNode, FlowStop } from './Flow';

/**
 * Hops as lines to read from left to right: each hop between two nodes stands
 * once, a node as often as ways lead through it. A line begins where nothing comes from, goes
 * on as long as it can, and prefers the way that goes on; a branch begins a
 * line of its own, and so does a circle. Takes each hop in a few steps.
 */
export function layOut(hops: readonly FlowHop[]): FlowStop[][] {
  const open = new Map<string, FlowHop[]>();
  for (const hop of hops) {
    if (!hop.from) continue;
    const { key } = hop.from;
    open.set(key, [...(open.get(key) ?? []), hop]);
  }
  const lines: FlowStop[][] = [];
  for (const stop of beginnings(hops))
    while (open.get(stop.node.key)?.length)
      lines.push([stop, ...follow(stop.node, open)]);
  return lines;
}

/** Ends first, so that a line is as long as it can be; then whatever a circle left over. */
function beginnings(hops: readonly FlowHop[]): FlowStop[] {
  const inward = new Set(
    hops.flatMap(({ from, to }) => (from ? [to.key] : [])),
  );
  const nodes = new Map<string, FlowStop>();
  for (const hop of hops) {
    const { from, to } = hop;
    if (!from) nodes.set(to.key, { node: to, hop });
    else if (!nodes.has(from.key)) nodes.set(from.key, { node: from });
  }
  const stops = [...nodes.values()];
  const isEnd = ({ node }: FlowStop) => !inward.has(node.key);
  return [...stops.filter(isEnd), ...stops.filter(stop => !isEnd(stop))];
}

function follow(first: FlowNode, open: Map<string, FlowHop[]>): FlowStop[] {
  const stops: FlowStop[] = [];
  let node: FlowNode | undefined = first;
  while (node) {
    const hop = take(node, open);
    if (hop) stops.push({ node: hop.to, hop });
    node = hop?.to;
  }
  return stops;
}

function take(
  { key }: FlowNode,
  open: Map<string, FlowHop[]>,
): FlowHop | undefined {
  const [next, ...rest] = [...(open.get(key) ?? [])].sort(
    (a, b) =>
      Number(goesOn(b, open)) - Number(goesOn(a, open)) ||
      compareVerdicts(a.verdict, b.verdict),
  );
  open.set(key, rest);
  return next;
}

function goesOn({ to }: FlowHop, open: ReadonlyMap<string, FlowHop[]>) {
  return (open.get(to.key)?.length ?? 0) > 0;
}
