import type { TemplateExample } from '@backstage/plugin-scaffolder-node';
import { example } from './example';

export const manifestApplyExamples: TemplateExample[] = [
  example('Everything in the folder manifests', 'realtime:manifest:apply', {
    kubernetesCluster: '${{ parameters.kubernetesCluster }}',
  }),
  example('What a build step gave', 'realtime:manifest:apply', {
    kubernetesCluster: 'local',
    manifests: '${{ steps.build.output.manifests }}',
  }),
  example('Whether the cluster would take it', 'realtime:manifest:apply', {
    kubernetesCluster: 'local',
    manifests: '${{ steps.build.output.manifests }}',
    dryRun: true,
  }),
];
