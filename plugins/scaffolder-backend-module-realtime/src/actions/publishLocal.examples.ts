import type { TemplateExample } from '@backstage/plugin-scaffolder-node';
import { example } from './example';

export const publishLocalExamples: TemplateExample[] = [
  example('The whole workspace', 'realtime:publish:local', {
    name: '${{ parameters.name }}',
  }),
  example('One folder, in place of what is there', 'realtime:publish:local', {
    name: 'ping-pong',
    sourcePath: 'project',
    replace: true,
  }),
];
