export { ApiCaller } from './contract/ApiCaller';
export {
  KubernetesApi,
  type KubernetesAddress,
  type KubernetesApiOptions,
} from './KubernetesApi';
export { defaultDefinitionsDir, readComposites } from './kinds/compositeKinds';
export { FREE_KINDS } from './kinds/freeKinds';
export { RealKubernetes } from './real/RealKubernetes';
export { buildServers } from './real/buildServers';
export { findGo } from './real/findGo';
