import type { KubernetesObject } from '@backstage-realtime/plugin-realtime-node';
import {
  readArguments,
  readDryRuns,
  readTemplateRefs,
  type TemplateRef,
} from './analysisRef';
import { fieldsOf, listAt, type Fields } from './fields';

/** An AnalysisTemplate or a ClusterAnalysisTemplate, as far as it says what is measured. */
export interface AnalysisTemplateObject {
  name: string;
  /** Judgement and pace of each metric; where it is measured is left out. */
  metrics: Fields[];
  /** Values of arguments unless a rollout says otherwise. */
  args: Readonly<Record<string, string>>;
  dryRuns: string[];
  /** Templates that this one is made of besides. */
  templates: TemplateRef[];
}

const MAX_METRICS = 50;

const KEPT = [
  'name',
  'successCondition',
  'failureCondition',
  'interval',
  'count',
  'failureLimit',
  'inconclusiveLimit',
  'consecutiveErrorLimit',
];

/** Providers hold queries, addresses and headers, which nobody is shown before a run. */
export function parseAnalysisTemplate(
  object: KubernetesObject,
): AnalysisTemplateObject {
  const spec = fieldsOf(object.spec);
  return {
    name: object.metadata.name,
    metrics: listAt(spec, 'metrics', MAX_METRICS).map(each => {
      const metric = fieldsOf(each);
      return Object.fromEntries(KEPT.map(name => [name, metric[name]]));
    }),
    args: readArguments(spec),
    dryRuns: readDryRuns(spec),
    templates: readTemplateRefs(spec),
  };
}
