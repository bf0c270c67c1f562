import { KubernetesApi } from '../KubernetesApi';
import { kubernetesContract } from './kubernetesContract';

kubernetesContract('the sandbox API', () => KubernetesApi.start());
