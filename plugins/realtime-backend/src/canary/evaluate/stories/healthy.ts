import { currentRevision } from '../revisions';
import type { RolloutView } from '../RolloutView';
import { say, type Story } from '../say';

export function tellHealthy(view: RolloutView): Story {
  const { rollout } = view;
  if (rollout.replicas === 0)
    return {
      verdict: 'ok',
      headline: say('canary.healthy.empty'),
      details: [],
    };
  const revision = currentRevision(view);
  const hasSteps = rollout.strategy.steps.length > 0;
  const sentence =
    rollout.revision === 1 && hasSteps
      ? 'canary.healthy.first'
      : 'canary.healthy';
  return { verdict: 'ok', headline: say(sentence, { revision }), details: [] };
}
