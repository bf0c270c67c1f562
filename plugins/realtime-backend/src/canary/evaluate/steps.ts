import type {
  AnalysisRun,
  RolloutStep,
} from '@backstage-realtime/plugin-realtime-common';
import type { StepObject } from '../parse/strategy';
import type { RolloutView } from './RolloutView';

/** The steps of the strategy with what became of each. */
export function readSteps(view: RolloutView): RolloutStep[] {
  const { steps } = view.rollout.strategy;
  const times = readTimes(view);
  const stopped = stoppedAt(view);
  return steps.map((step, index) => ({
    ...step,
    state: stateOf(index, view, stopped),
    ...timesOf(step, index, view, times),
    ...outcomeOf(index, view),
  }));
}

/** Index of the step that runs; undefined where none does. */
export function readStepIndex(view: RolloutView): number | undefined {
  const { rollout, status, isUpdating } = view;
  const { steps } = rollout.strategy;
  if (!rollout.status || steps.length === 0 || status.isAborted)
    return undefined;
  return isUpdating ? status.stepIndex : steps.length;
}

/**
 * The step at which an update was aborted. The controller sets its index back
 * to 0 then; the run that failed knows its step, and so may who looked on.
 */
export function stoppedAt({
  abort,
  seen,
  runs,
}: RolloutView): number | undefined {
  if (!abort) return undefined;
  const tried = runs.flatMap(({ stepIndex }) => stepIndex ?? []);
  return (
    abort.run?.stepIndex ??
    seen?.lastIndex ??
    (tried.length > 0 ? Math.max(...tried) : undefined)
  );
}

function stateOf(
  index: number,
  view: RolloutView,
  stopped: number | undefined,
): RolloutStep['state'] {
  const { rollout, status, abort, isUpdating } = view;
  if (abort) return stateAfterAbort(index, stopped, abort.because);
  if (!rollout.status) return 'to-do';
  if (!isUpdating) return rollout.revision === 1 ? 'not-run' : 'done';
  const at = status.stepIndex ?? 0;
  if (index < at) return 'done';
  if (status.isPromotedFully) return 'not-run';
  return index === at ? 'now' : 'to-do';
}

function stateAfterAbort(
  index: number,
  stopped: number | undefined,
  because: string,
): RolloutStep['state'] {
  if (stopped === undefined || index > stopped) return 'not-run';
  if (index < stopped) return 'done';
  return because === 'hand' ? 'not-run' : 'failed';
}

/** Newest run of a step, or of its experiment. */
export function runOfStep(
  index: number,
  { runs }: Pick<RolloutView, 'runs'>,
): AnalysisRun | undefined {
  return runs.find(
    ({ kind, stepIndex }) =>
      (kind === 'step' || kind === 'experiment') && stepIndex === index,
  );
}

function outcomeOf(
  index: number,
  view: RolloutView,
): Pick<RolloutStep, 'outcome' | 'measured'> {
  const run = runOfStep(index, view);
  if (!run) return {};
  return { outcome: run.phase, measured: measuredOf(run) };
}

/** Of the metric with the fewest measurements: the others are further. */
export function measuredOf({ metrics }: AnalysisRun): RolloutStep['measured'] {
  const deciding = metrics.filter(each => !each.isDryRun);
  const [fewest] = deciding.sort((a, b) => leftToMeasure(b) - leftToMeasure(a));
  return fewest && { done: fewest.counts.total, of: fewest.of };
}

function leftToMeasure({
  counts,
  of = Number.MAX_SAFE_INTEGER,
}: AnalysisRun['metrics'][number]): number {
  return of - counts.total;
}

/** When each step began, by index: what was seen, and what runs and pauses tell. */
function readTimes(view: RolloutView): Map<number, number> {
  const { status, runs, seen, isUpdating } = view;
  const times = new Map<number, number>();
  const add = (index: number | undefined, ms: number | undefined) => {
    if (index !== undefined && ms !== undefined) times.set(index, ms);
  };
  if (isUpdating) add(0, readBeginning(view));
  for (const run of [...runs].reverse()) {
    if (run.kind !== 'step' || run.stepIndex === undefined) continue;
    add(run.stepIndex, run.startedAtMs);
    if (run.phase === 'successful') add(run.stepIndex + 1, run.completedAtMs);
  }
  for (const [index, ms] of Object.entries(seen?.startedAtMs ?? {}))
    add(Number(index), ms);
  const pause = status.pauses.find(
    ({ reason }) => reason === 'CanaryPauseStep',
  );
  add(status.stepIndex, pause?.startedAtMs);
  return times;
}

/** An update begins when its pods are first made; a revision that comes back is older than that. */
function readBeginning({ canary, stable }: RolloutView): number | undefined {
  const isNew = (canary?.createdAtMs ?? 0) >= (stable?.createdAtMs ?? Infinity);
  return isNew ? canary?.createdAtMs : undefined;
}

function timesOf(
  step: StepObject,
  index: number,
  view: RolloutView,
  times: ReadonlyMap<number, number>,
): Pick<RolloutStep, 'startedAtMs' | 'endsAtMs'> {
  const startedAtMs = times.get(index);
  const run = runOfStep(index, view);
  const dueMs =
    step.pauseMs !== undefined && startedAtMs !== undefined
      ? startedAtMs + step.pauseMs
      : undefined;
  return {
    startedAtMs,
    endsAtMs: run?.completedAtMs ?? times.get(index + 1) ?? dueMs,
  };
}
