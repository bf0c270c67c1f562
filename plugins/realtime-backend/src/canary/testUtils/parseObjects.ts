import { known } from '@backstage-realtime/plugin-realtime-common';
import type { KubernetesObject } from '@backstage-realtime/plugin-realtime-node';
import type { RolloutObjects } from '../objects';
import { parseAnalysisRun } from '../parse/analysisRun';
import { parseAnalysisTemplate } from '../parse/analysisTemplate';
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
    templates: {
      ofNamespace: known(templatesOf(of('AnalysisTemplate'))),
      ofCluster: known(templatesOf(of('ClusterAnalysisTemplate'))),
    },
  };
}

function templatesOf(items: KubernetesObject[]) {
  return new Map(
    items.map(parseAnalysisTemplate).map(each => [each.name, each]),
  );
}
