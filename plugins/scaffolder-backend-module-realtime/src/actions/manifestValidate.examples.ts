import type { TemplateExample } from '@backstage/plugin-scaffolder-node';
import { example } from './example';

export const manifestValidateExamples: TemplateExample[] = [
  example(
    'Everything in the folder manifests',
    'realtime:manifest:validate',
    {},
  ),
  example('What a build step gave', 'realtime:manifest:validate', {
    manifests: '${{ steps.build.output.manifests }}',
    externals: ['Secret/devices', 'RealtimePlatformClaim/streams'],
  }),
];
