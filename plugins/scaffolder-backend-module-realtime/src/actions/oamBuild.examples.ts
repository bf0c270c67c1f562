import type { TemplateExample } from '@backstage/plugin-scaffolder-node';
import { example } from './example';

export const oamBuildExamples: TemplateExample[] = [
  example('A whole platform with its defaults', 'realtime:oam:build', {
    name: 'my-realtime-app',
    components: [{ type: 'realtime-platform', name: 'simple-streaming' }],
  }),
  example('A broker, a processor and a service', 'realtime:oam:build', {
    name: 'device-pipeline',
    namespace: 'team-a',
    components: [
      {
        type: 'iot-broker',
        name: 'devices',
        properties: {
          connector: { kafkaTopic: 'device_events', mqttTopic: 'sensors/+' },
        },
      },
      {
        type: 'stream-processor',
        name: 'cleaner',
        properties: {
          topics: { input: ['device_events'], output: ['clean_events'] },
          queries: [
            {
              name: 'clean',
              sql: 'INSERT INTO clean_events SELECT STREAM * FROM device_events',
            },
          ],
        },
      },
      {
        type: 'realtime-webservice',
        name: '${{ parameters.name }}',
        properties: {
          language: 'typescript',
          framework: 'fastify',
          realtime: 'streams',
          streaming: { enabled: true, topics: ['clean_events'] },
        },
      },
    ],
  }),
];
