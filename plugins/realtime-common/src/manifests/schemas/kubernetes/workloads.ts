import { z } from 'zod';
import { serviceName } from '../parts';
import { closed } from './closed';
import { labelSelector, requireSelected } from './labels';
import { podTemplate } from './podTemplate';

const replicas = z.int().min(0).max(1000);

/** `spec` of a Deployment. */
export const deploymentSpec = closed(
  {
    replicas: replicas.optional(),
    selector: labelSelector,
    template: podTemplate,
  },
  `minReadySeconds paused progressDeadlineSeconds revisionHistoryLimit strategy`,
).superRefine(requireSelected);

/** `spec` of a StatefulSet. */
export const statefulSetSpec = closed(
  {
    replicas: replicas.optional(),
    selector: labelSelector,
    serviceName: serviceName.optional(),
    template: podTemplate,
  },
  `minReadySeconds ordinals persistentVolumeClaimRetentionPolicy
   podManagementPolicy revisionHistoryLimit updateStrategy
   volumeClaimTemplates`,
).superRefine(requireSelected);

/** `spec` of a PodDisruptionBudget. */
export const disruptionBudgetSpec = closed(
  { selector: labelSelector },
  'maxUnavailable minAvailable unhealthyPodEvictionPolicy',
).refine(
  ({ maxUnavailable, minAvailable }: Record<string, unknown>) =>
    (maxUnavailable === undefined) !== (minAvailable === undefined),
  'has one of maxUnavailable and minAvailable',
);
