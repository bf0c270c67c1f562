import type { KubernetesObject } from '@backstage-realtime/plugin-realtime-node';
import type { RolloutObjects } from '../objects';
import { parseAnalysisRun } from '../parse/analysisRun';
import { parsePod } from '../parse/pod';
import { parseReplicaSet } from '../parse/replicaSet';
import { parseRollout } from '../parse/rollout';

/** The first rollout of a list of objects, with everything beside it. */
export function parseObjects(items: KubernetesObject[]): RolloutObjects {
  const of = (kind: string) => items.filter(item => item.kind === kind);
  return {
    rollout: parseRollout(of('Rollout')[0]),
    replicaSets: of('ReplicaSet').map(parseReplicaSet),
    pods: of('Pod').map(parsePod),
    runs: of('AnalysisRun').map(parseAnalysisRun),
  };
}
