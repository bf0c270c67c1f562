import type {
  RolloutAction,
  RolloutControl,
  RolloutState,
} from '@backstage-realtime/plugin-realtime-common';

/** Actions with a button of their own while a rollout runs, even when they cannot be done now. */
const STANDING: readonly RolloutAction[] = ['abort', 'promote'];

/** Actions that are rare, and behind one button. */
export const RARE_ACTIONS: readonly RolloutAction[] = [
  'skip-step',
  'promote-full',
];

/**
 * Controls to draw, in the order of the buttons: what can be done now, and
 * beside it what could be done at another moment of the same rollout.
 */
export function shownControls({
  controls,
  phase,
}: RolloutState): RolloutControl[] {
  const isRunning = phase === 'progressing' || phase === 'paused';
  return controls
    .filter(
      ({ refusal, action }) =>
        !refusal || (isRunning && STANDING.includes(action)),
    )
    .sort((a, b) => place(a) - place(b));
}

function place({ action }: RolloutControl): number {
  return ['abort', 'retry', 'promote', ...RARE_ACTIONS].indexOf(action);
}

/** Those with a button. What a repository decides is told in words alone: no moment makes it pressable here. */
export function pressableControls(
  controls: readonly RolloutControl[],
): RolloutControl[] {
  return controls.filter(
    ({ refusal }) => refusal?.sentence !== 'canary.refused.git',
  );
}
