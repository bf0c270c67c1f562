export {
  currentConditions,
  type KubernetesCondition,
} from './currentConditions';
export type {
  Cancellable,
  KubernetesClient,
  KubernetesObject,
  MergePatch,
  WatchChange,
  WatchOptions,
  WatchTarget,
} from './KubernetesClient';
export { KubernetesClusters } from './KubernetesClusters';
export { readClaimApi } from './readClaimApi';
export { requireAppliable, type ApplyTarget } from './requireAppliable';
export {
  readKubernetesClusters,
  type KubernetesClusterSettings,
} from './settings';
