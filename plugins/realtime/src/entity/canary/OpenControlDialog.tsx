import {
  toRolloutKey,
  type CanaryState,
  type RolloutControl,
} from '@backstage-realtime/plugin-realtime-common';
import { ControlDialog } from '@backstage-realtime/plugin-realtime-react';
import type { AskedControl, OpenControl } from './useControl';

/** The dialog of the control that is asked for, beside the rollout as it stands now. */
export function OpenControlDialog(props: {
  canary: CanaryState;
  control: OpenControl;
}) {
  const { canary, control } = props;
  const { asked } = control;
  if (!asked) return null;
  const current = currentOf(canary, asked);
  return (
    <ControlDialog
      rolloutRef={asked.ref}
      control={asked.control}
      current={current}
      isSending={control.isSending}
      error={control.error}
      onConfirm={control.confirm}
      onLookAgain={() =>
        current ? control.ask(asked.ref, current) : control.close()
      }
      onClose={control.close}
    />
  );
}

/** The same action now; undefined when it is not offered or refused. */
function currentOf(
  { rollouts }: CanaryState,
  { ref, control }: AskedControl,
): RolloutControl | undefined {
  const key = toRolloutKey(ref);
  const row = rollouts.find(each => toRolloutKey(each.ref) === key);
  if (!row?.rollout.known) return undefined;
  return row.rollout.value.controls.find(
    ({ action, refusal }) => action === control.action && !refusal,
  );
}
