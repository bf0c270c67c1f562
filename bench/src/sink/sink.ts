import { Histogram } from '../harness/Histogram';
import { serveRole } from '../harness/roles';
import { RawViewer, type ViewerTarget } from './RawViewer';
import { SampledViewer, type Verification } from './SampledViewer';

/** Opening all sockets at once overflows the accept queue of the server. */
const OPEN_AT_ONCE = 50;

interface OpenRequest {
  targets: ViewerTarget[];
  kind: 'batches' | 'messages';
  /** Sent by every viewer after its socket opened. */
  commands: object[];
  sampled: ViewerTarget[];
}

/** What all viewers of a sink got so far. */
export interface SinkCounts {
  records: number;
  bytes: number;
  frames: number;
  open: number;
  latencyMicros: { counts: number[]; max: number };
  verification: Verification[];
}

const raw: RawViewer[] = [];
const sampled: SampledViewer[] = [];

async function open({
  targets,
  kind,
  commands,
  sampled: sampledTargets,
}: OpenRequest): Promise<void> {
  for (let at = 0; at < targets.length; at += OPEN_AT_ONCE) {
    const some = targets.slice(at, at + OPEN_AT_ONCE);
    const viewers = await Promise.all(
      some.map(target => RawViewer.open(target, kind)),
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
  const sum = (field: 'records' | 'bytes' | 'frames') =>
    raw.reduce((total, { counts }) => total + counts[field], 0);
  return {
    records:
      sum('records') +
      sampled.reduce((total, viewer) => total + viewer.seen.records, 0),
    bytes: sum('bytes'),
    frames: sum('frames'),
    open: raw.filter(viewer => viewer.isOpen).length + sampled.length,
    latencyMicros: { counts: latency.toJSON(), max: latency.max },
    verification: sampled.map(viewer => viewer.seen),
  };
}

serveRole({
  open,
  count,
  /** Latency is measured from here on. */
  reset: () => sampled.forEach(viewer => viewer.latencyMicros.clear()),
  stall: ({ viewers }: { viewers: number }) =>
    raw.slice(0, viewers).forEach(viewer => viewer.stall()),
  recover: () => raw.forEach(viewer => viewer.recover()),
});
