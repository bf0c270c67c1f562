import type { TemplateExample } from '@backstage/plugin-scaffolder-node';
import { example } from './example';

const claimRef = {
  apiVersion: 'platform.example.org/v1alpha1',
  kind: 'ApplicationClaim',
  namespace: 'default',
  name: 'ping-pong',
};

export const claimAwaitExamples: TemplateExample[] = [
  example('The claim of a build step', 'realtime:claim:await', {
    kubernetesCluster: '${{ parameters.kubernetesCluster }}',
    claimRef: '${{ steps.build.output.claimRef }}',
  }),
  example('A claim that exists, for ten minutes', 'realtime:claim:await', {
    kubernetesCluster: 'local',
    claimRef,
    conditions: ['Synced', 'Ready'],
    timeoutSeconds: 600,
  }),
];
