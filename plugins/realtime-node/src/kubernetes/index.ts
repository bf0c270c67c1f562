export type {
  Cancellable,
  KubernetesClient,
  KubernetesObject,
  WatchChange,
  WatchTarget,
} from './KubernetesClient';
export { KubernetesClusters } from './KubernetesClusters';
export {
  readKubernetesClusters,
  type KubernetesClusterSettings,
} from './settings';
