import {
  known,
  missing,
  type AnalysisMetric,
  type PlannedAnalysis,
  type Reading,
  type RolloutStep,
} from '@backstage-realtime/plugin-realtime-common';
import type { AnalysisTemplateObject } from '../objects';
import { planMetric } from '../parse/analysisRun';
import type { AnalysisRefObject, TemplateRef } from '../parse/analysisRef';
import type { Fields } from '../parse/fields';
import type { RolloutView } from './RolloutView';

/** Templates of one analysis that are looked into, those that others name included. */
const MAX_TEMPLATES = 30;

/** Of the first of each group that is ahead, it is told what it will measure. */
const GROUPS: ReadonlyArray<ReadonlyArray<AnalysisRefObject['kind']>> = [
  ['step', 'experiment'],
  ['background'],
];

/**
 * What the next analysis of an update will measure: that of a step or of its
 * experiment, and that in the background where it has not begun. Templates may change until then.
 */
export function readPlanned(
  view: RolloutView,
  steps: readonly RolloutStep[],
): PlannedAnalysis[] {
  const { isUpdating, abort, status, rollout } = view;
  if (!isUpdating || abort || status.isPromotedFully) return [];
  const ahead = rollout.strategy.analyses.filter(each => isAhead(each, view));
  const next = GROUPS.flatMap(
    kinds => ahead.find(each => kinds.includes(each.kind)) ?? [],
  );
  return next.map(({ kind, stepIndex, ...ref }) => ({
    kind,
    stepIndex,
    startsAtMs: startOf(stepIndex, view, steps),
    names: ref.templates.map(({ name }) => name),
    metrics: readMetrics({ kind, stepIndex, ...ref }, view),
  }));
}

function isAhead(
  { kind, stepIndex }: AnalysisRefObject,
  { status, runs }: RolloutView,
): boolean {
  const at = status.stepIndex ?? 0;
  const isBegun = runs.some(
    run =>
      run.kind === kind &&
      (kind === 'background' || run.stepIndex === stepIndex),
  );
  return !isBegun && (kind === 'background' || stepIndex >= at);
}

/** Known where the step before it is a pause that runs and has an end. */
function startOf(
  stepIndex: number,
  { status }: RolloutView,
  steps: readonly RolloutStep[],
): number | undefined {
  const before = steps[stepIndex - 1];
  const isNext = status.stepIndex === stepIndex - 1;
  return isNext && before?.kind === 'pause' ? before.endsAtMs : undefined;
}

function readMetrics(
  ref: AnalysisRefObject,
  view: RolloutView,
): Reading<AnalysisMetric[]> {
  const found: AnalysisTemplateObject[] = [];
  const waiting = [...ref.templates];
  for (let i = 0; i < waiting.length && i < MAX_TEMPLATES; i++) {
    const template = findTemplate(waiting[i], view);
    if (!template.known) return template;
    found.push(template.value);
    for (const each of template.value.templates)
      if (!has(waiting, each)) waiting.push(each);
  }
  const args = Object.assign({}, ...found.map(each => each.args), ref.args);
  const dryRuns = [...ref.dryRuns, ...found.flatMap(each => each.dryRuns)];
  return known(
    found
      .flatMap(({ metrics }) => metrics)
      .map(metric =>
        planMetric(withArguments(metric, args), isDry(metric, dryRuns)),
      ),
  );
}

function has(refs: readonly TemplateRef[], ref: TemplateRef): boolean {
  return refs.some(
    each => each.name === ref.name && each.isOfCluster === ref.isOfCluster,
  );
}

function findTemplate(
  { name, isOfCluster }: TemplateRef,
  { templates, rollout }: RolloutView,
): Reading<AnalysisTemplateObject> {
  if (!templates) return missing('learning');
  const all = isOfCluster ? templates.ofCluster : templates.ofNamespace;
  if (!all.known) return all;
  const template = all.value.get(name);
  if (template) return known(template);
  const detail = isOfCluster
    ? `there is no ClusterAnalysisTemplate ${name}`
    : `${rollout.namespace} has no AnalysisTemplate ${name}`;
  return missing('not-found', { detail });
}

/** Values that only the controller knows stay as they are written, `{{args.hash}}`. */
function withArguments(
  metric: Fields,
  args: Readonly<Record<string, string>>,
): Fields {
  const fill = (value: unknown) =>
    typeof value === 'string'
      ? value.replace(/\{\{\s*args\.([\w-]+)\s*\}\}/g, (hole, name) =>
          Object.hasOwn(args, name) ? args[name] : hole,
        )
      : value;
  return Object.fromEntries(
    Object.entries(metric).map(([name, value]) => [name, fill(value)]),
  );
}

/** Names of dry runs may be patterns, as `.*` for all. */
function isDry({ name }: Fields, dryRuns: readonly string[]): boolean {
  return dryRuns.some(each => each === name || each === '.*');
}
