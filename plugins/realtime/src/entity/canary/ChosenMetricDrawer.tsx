import {
  toRolloutKey,
  type CanaryState,
} from '@backstage-realtime/plugin-realtime-common';
import {
  MetricDrawer,
  type ChosenMeasurement,
} from '@backstage-realtime/plugin-realtime-react';

/** The metric that a link or a button names; nothing when it is not there any more. */
export function ChosenMetricDrawer(props: {
  canary: CanaryState;
  chosen: ChosenMeasurement;
  onClose(): void;
}) {
  const { canary, chosen } = props;
  const row = canary.rollouts.find(
    ({ ref }) => toRolloutKey(ref) === chosen.rollout,
  );
  if (!row?.rollout.known) return null;
  const run = row.rollout.value.analysis.find(
    ({ name }) => name === chosen.run,
  );
  const metric = run?.metrics.find(({ name }) => name === chosen.metric);
  if (!run || !metric) return null;
  return <MetricDrawer run={run} metric={metric} onClose={props.onClose} />;
}
