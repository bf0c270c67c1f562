import { Histogram } from '../harness/Histogram';
import { serveRole } from '../harness/roles';
import { RawViewer, type Reads, type ViewerTarget } from './RawViewer';
import type { Verification } from './Account';
import { SampledViewer } from './SampledViewer';

/** Opening all sockets at once overflows the accept queue of the server. */
const OPEN_AT_ONCE = 50;

export interface OpenRequest {
  targets: ViewerTarget[];
  reads: Reads;
  /** Sent by every viewer after its socket opened. */
  commands: object[];
  sampled: ViewerTarget[];
}

/** What all viewers of a sink got so far. */
export interface SinkCounts {
  records: number;
  /** Of the plain viewers, fewest and most records of one. */
  plain: { least: number; most: number };
  /** What servers said instead of records, each text once. */
  complaints: string[];
  latencyMicros: { counts: number[]; max: number };
  verification: Verification[];
}

const raw: RawViewer[] = [];
const sampled: SampledViewer[] = [];

async function open({
  targets,
  reads,
  commands,
  sampled: sampledTargets,
}: OpenRequest): Promise<void> {
  for (let at = 0; at < targets.length; at += OPEN_AT_ONCE) {
    const some = targets.slice(at, at + OPEN_AT_ONCE);
    const viewers = await Promise.all(
      some.map(target => RawViewer.open(target, reads)),
    );
    viewers.forEach(viewer =>
      commands.forEach(command => viewer.send(command)),
    );
    raw.push(...viewers);
  }
  for (const target of sampledTargets)
    sampled.push(await SampledViewer.open(target, commands));
}

function count(): SinkCounts {
  const latency = new Histogram();
  for (const viewer of sampled) latency.merge(viewer.latencyMicros);
  const verification = sampled.map(viewer => viewer.verification);
  return {
    records: verification.reduce(
      (total, { records }) => total + records,
      raw.reduce((total, { counts }) => total + counts.records, 0),
    ),
    plain: {
      least: Math.min(...raw.map(({ counts }) => counts.records)),
      most: Math.max(...raw.map(({ counts }) => counts.records)),
    },
    complaints: [...new Set(raw.flatMap(({ complaint }) => complaint ?? []))],
    latencyMicros: { counts: latency.toJSON(), max: latency.max },
    verification,
  };
}

serveRole({
  open,
  count,
  /** Latency is measured from here on. */
  reset: () => sampled.forEach(viewer => viewer.latencyMicros.clear()),
  /** Every second one, so that those who go on are served as early and as late as all were. */
  stall: ({ viewers }: { viewers: number }) =>
    sampled
      .filter((_, i) => i % 2 === 0)
      .slice(0, viewers)
      .forEach(viewer => viewer.stall()),
  recover: () => sampled.forEach(viewer => viewer.recover()),
});
