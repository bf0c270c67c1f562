import type { TemplateExample } from '@backstage/plugin-scaffolder-node';
import { example } from './example';

export const namesCheckExamples: TemplateExample[] = [
  example('A service with a platform of its own', 'realtime:names:check', {
    name: '${{ parameters.name }}',
    objects: ['${{ parameters.name + "-platform" }}'],
    topics: { pingTopic: '${{ parameters.pingTopic }}' },
    kafkaCluster: '${{ parameters.kafkaCluster }}',
    kubernetesCluster: '${{ parameters.kubernetesCluster }}',
  }),
  example('Components on a platform that exists', 'realtime:names:check', {
    name: '${{ parameters.name }}',
    components: '${{ parameters.components }}',
    platform: { realtime: '${{ parameters.realtime }}' },
    kafkaCluster: '${{ parameters.kafkaCluster }}',
    kubernetesCluster: '${{ parameters.kubernetesCluster }}',
  }),
  example('Files only', 'realtime:names:check', { name: 'ping-orders' }),
];
