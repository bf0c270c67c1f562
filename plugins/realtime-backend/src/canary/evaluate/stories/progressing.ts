import type { Finding } from '@backstage-realtime/plugin-realtime-common';
import { tellMeasuring } from '../measuring';
import { tellPods } from '../pods';
import { currentRevision, stableRevision } from '../revisions';
import type { RolloutView } from '../RolloutView';
import { count, name, say, share, type Story } from '../say';
import { measuredOf, runOfStep } from '../steps';
import { readAsked } from '../weights';

export function tellProgressing(view: RolloutView): Story {
  const pods = tellPods(view);
  return {
    verdict: pods.areStuck ? 'warning' : 'info',
    headline: headlineOf(view),
    details: [
      ...tellMeasuring(view),
      // Without an update the headline is about nothing else.
      ...(view.isUpdating ? pods.waiting : []),
      ...pods.details,
    ],
    next: pods.next,
  };
}

function headlineOf(view: RolloutView): Finding {
  const { rollout, status, isUpdating } = view;
  const revision = currentRevision(view);
  if (rollout.strategy.kind === 'blue-green' && isUpdating)
    return say('canary.progressing.blue-green', {
      revision,
      stable: stableRevision(view),
    });
  if (isUpdating && status.isPromotedFully)
    return say('canary.progressing.full', { revision });
  if (!isUpdating) return tellScaling(view);
  const { steps } = rollout.strategy;
  if (steps.length === 0)
    return say('canary.progressing.no-steps', { revision });
  const index = status.stepIndex ?? 0;
  return index < steps.length
    ? tellStep(view, index)
    : say('canary.progressing.last', { steps: count(steps.length), revision });
}

/** No update: pods of the one revision come, go or are made anew. */
function tellScaling(view: RolloutView): Finding {
  const { rollout, status, stable } = view;
  const revision = currentRevision(view);
  const { restartAtMs } = rollout;
  const isRestarting =
    restartAtMs !== undefined && restartAtMs !== status.restartedAtMs;
  if (isRestarting) return say('canary.progressing.restarting', { revision });
  return say('canary.progressing.scaling', {
    revision,
    ready: count(stable?.ready ?? status.readyReplicas),
    desired: count(rollout.replicas),
  });
}

function tellStep(view: RolloutView, index: number): Finding {
  const { steps } = view.rollout.strategy;
  const { kind, names, weight } = steps[index];
  const asked = readAsked(view);
  const values = {
    step: count(index + 1),
    steps: count(steps.length),
    weight: share((weight ?? (asked.known ? asked.value : 0)) / 100),
    name: name(names?.join(', ') || '–'),
  };
  return kind === 'analysis'
    ? tellAnalysis(view, index, values)
    : say(`canary.progressing.${kind}`, values);
}

function tellAnalysis(
  view: RolloutView,
  index: number,
  values: Finding['values'],
): Finding {
  const run = runOfStep(index, view);
  const measured = run && measuredOf(run);
  if (!measured?.done)
    return say('canary.progressing.analysis.waiting', values);
  const done = count(measured.done);
  return measured.of === undefined
    ? say('canary.progressing.analysis.endless', { ...values, done })
    : say('canary.progressing.analysis', {
        ...values,
        done,
        of: count(measured.of),
      });
}
