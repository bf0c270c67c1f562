import { isOver, phaseOfRun, type Runs } from './analysis/Runs';
import type { PodSet, ReplicaSets } from './pods/ReplicaSets';
import type { RolloutView } from './RolloutView';
import type { Turn } from './Turn';

/** Finished runs that are kept of each kind. */
const MAX_SUCCESSFUL = 5;
const MAX_OTHERS = 5;

/** Removes revisions and runs beyond what a rollout keeps of its past. */
export function forgetOld(
  sets: ReplicaSets,
  runs: Runs,
  view: RolloutView,
  { status }: Turn,
): void {
  const isNeeded = ({ hash, replicas, desired }: PodSet) =>
    hash === view.hash || hash === status.stableRS || replicas + desired > 0;
  view.sets
    .filter(each => !isNeeded(each))
    .slice(view.spec.revisionHistoryLimit)
    .forEach(each => sets.remove(each));
  const over = runs.list(view.rollout).filter(isOver);
  const good = over.filter(each => phaseOfRun(each) === 'Successful');
  const bad = over.filter(each => phaseOfRun(each) !== 'Successful');
  [...good.slice(MAX_SUCCESSFUL), ...bad.slice(MAX_OTHERS)].forEach(each =>
    runs.remove(each),
  );
}
