import {
  fieldsAt,
  fieldsOf,
  isTrueAt,
  listAt,
  numberAt,
  textAt,
  type Fields,
} from './fields';

/** A template by name; in the namespace of the rollout, or of the cluster. */
export interface TemplateRef {
  name: string;
  isOfCluster: boolean;
}

/** An analysis that a rollout asks for. */
export interface AnalysisRefObject {
  kind: 'step' | 'background' | 'experiment';
  /** Of the step; of one in the background, the step it begins beside. */
  stepIndex: number;
  templates: TemplateRef[];
  /** Values of arguments that are the same for every run. */
  args: Readonly<Record<string, string>>;
  /** Metrics that decide nothing. */
  dryRuns: string[];
}

/** Analyses of a canary in the order they begin. */
export function parseAnalysisRefs(
  canary: Fields,
  steps: readonly unknown[],
): AnalysisRefObject[] {
  const background = fieldsAt(canary, 'analysis');
  const beside = numberAt(background, 'startingStep') ?? 0;
  return [
    readRef('background', background, beside),
    ...steps.flatMap((step, index) => [
      readRef('step', fieldsAt(step, 'analysis'), index),
      readExperiment(fieldsAt(step, 'experiment'), index),
    ]),
  ].filter(({ templates }) => templates.length > 0);
}

function readRef(
  kind: AnalysisRefObject['kind'],
  analysis: Fields,
  stepIndex: number,
): AnalysisRefObject {
  return {
    kind,
    stepIndex,
    templates: readTemplateRefs(analysis),
    args: readArguments(analysis),
    dryRuns: readDryRuns(analysis),
  };
}

/** All analyses of an experiment, which begin at one moment, as one. */
function readExperiment(
  experiment: Fields,
  stepIndex: number,
): AnalysisRefObject {
  const analyses = listAt(experiment, 'analyses', 20).map(fieldsOf);
  return {
    kind: 'experiment',
    stepIndex,
    templates: readTemplateRefs({ templates: analyses }),
    args: Object.assign({}, ...analyses.map(readArguments)),
    dryRuns: readDryRuns(experiment),
  };
}

export function readTemplateRefs(fields: Fields): TemplateRef[] {
  return listAt(fields, 'templates', 20).flatMap(each => {
    const ref = fieldsOf(each);
    const name = textAt(ref, 'templateName');
    return name ? [{ name, isOfCluster: isTrueAt(ref, 'clusterScope') }] : [];
  });
}

/** Only what is written there; hashes and secrets are known to the controller alone. */
export function readArguments(fields: Fields): Record<string, string> {
  return Object.fromEntries(
    listAt(fields, 'args', 50).flatMap(each => {
      const arg = fieldsOf(each);
      const name = textAt(arg, 'name');
      const value = textAt(arg, 'value');
      return name && value !== undefined ? [[name, value]] : [];
    }),
  );
}

/** Names of metrics that only look on. */
export function readDryRuns(fields: Fields): string[] {
  return listAt(fields, 'dryRun').flatMap(
    each => textAt(fieldsOf(each), 'metricName') ?? [],
  );
}
