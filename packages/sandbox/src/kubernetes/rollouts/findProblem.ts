import type { InternalClient } from '../controllers/InternalClient';
import { findMissingTemplate } from './analysis/gatherMetrics';
import type { AnalysisKinds } from './analysis/Runs';
import {
  pauseMsOf,
  templatesOf,
  type AnalysisWish,
  type Step,
} from './model/spec';
import { stepsOf, type Wish } from './RolloutView';

const MAX_WEIGHT = 100;
const ACTIONS = [
  'setWeight',
  'pause',
  'analysis',
  'experiment',
  'setCanaryScale',
  'setHeaderRoute',
  'setMirrorRoute',
  'plugin',
];

/** Why a rollout cannot be played, in the words of the real controller; undefined: it can. */
export function findProblem(
  client: InternalClient,
  kinds: AnalysisKinds,
  wish: Wish,
): string | undefined {
  const why =
    findFieldProblem(wish) ?? findTemplateProblem(client, kinds, wish);
  const { name } = wish.rollout.metadata;
  return why && `The Rollout "${name}" is invalid: ${why}`;
}

function findFieldProblem(wish: Wish): string | undefined {
  const { selector, template } = wish.spec;
  const labels = Object.entries(selector.matchLabels);
  if (labels.some(([key, value]) => template.metadata.labels[key] !== value)) {
    const given = JSON.stringify(template.metadata.labels);
    return `spec.template.metadata.labels: Invalid value: ${given}: \`selector\` does not match template \`labels\``;
  }
  const index = stepsOf(wish).findIndex(each => problemOfStep(each));
  return index < 0
    ? undefined
    : `spec.strategy.canary.steps[${index}].${problemOfStep(stepsOf(wish)[index])}`;
}

function problemOfStep(step: Step): string | undefined {
  const { pause, setWeight } = step;
  const count = ACTIONS.filter(each => step[each] !== undefined).length;
  if (count !== 1) {
    return 'experiment.setWeight.pause.setCanaryScale.plugin: Invalid value: null: Step must have one of the following set: experiment, setWeight, setCanaryScale, plugin or pause';
  }
  if (setWeight !== undefined && setWeight > MAX_WEIGHT) {
    return `setWeight: Invalid value: ${setWeight}: SetWeight needs to be between 0 and max weight`;
  }
  const isUnreadable =
    pause?.duration !== undefined && pauseMsOf(step) === undefined;
  return isUnreadable
    ? `pause.duration: Invalid value: ${JSON.stringify(pause.duration)}: Duration is not valid`
    : undefined;
}

function findTemplateProblem(
  client: InternalClient,
  kinds: AnalysisKinds,
  wish: Wish,
): string | undefined {
  const { namespace = '' } = wish.rollout.metadata;
  const { analysis, steps } = wish.spec.strategy.canary;
  const places: [string, AnalysisWish | undefined][] = [
    ['analysis', analysis],
    ...steps.map((each, index): [string, AnalysisWish | undefined] => [
      `steps[${index}].analysis`,
      each.analysis,
    ]),
    ...steps.flatMap(({ experiment }, index) =>
      (experiment?.analyses ?? []).map((each, nth): [string, AnalysisWish] => [
        `steps[${index}].experiment.analyses[${nth}]`,
        templatesOf(each),
      ]),
    ),
  ];
  for (const [path, asked] of places) {
    const missing =
      asked && findMissingTemplate(client, kinds, { namespace, wish: asked });
    if (missing) {
      return `spec.strategy.canary.${path}.templates: Invalid value: "${missing}": AnalysisTemplate '${missing}' not found`;
    }
  }
  return undefined;
}
