import type { TemplateExample } from '@backstage/plugin-scaffolder-node';
import { example } from './example';

export const cleanupExamples: TemplateExample[] = [
  example('List what this task created', 'realtime:cleanup', {
    kubernetesCluster: 'local',
  }),
  example('Remove what an apply step created', 'realtime:cleanup', {
    confirm: true,
    kubernetesCluster: '${{ steps.apply.output.kubernetesCluster }}',
    appliedResources: '${{ steps.apply.output.appliedResources }}',
    published: '${{ parameters.name }}',
  }),
];
