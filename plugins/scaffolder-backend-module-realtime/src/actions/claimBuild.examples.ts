import type { TemplateExample } from '@backstage/plugin-scaffolder-node';
import { example } from './example';

export const claimBuildExamples: TemplateExample[] = [
  example('A service and the platform it streams on', 'realtime:claim:build', {
    namespace: 'team-a',
    owner: '${{ parameters.owner }}',
    platform: { name: 'streams', kafkaConfig: { topics: ['ping_topic'] } },
    application: {
      name: '${{ parameters.name }}',
      language: 'python',
      framework: 'fastapi',
      websocket: true,
      streaming: { enabled: true, topics: ['ping_topic'] },
    },
  }),
  example(
    'A platform for production, with MQTT users by reference',
    'realtime:claim:build',
    {
      platform: {
        name: 'streams',
        profile: 'production',
        mqttConfig: {
          users: [
            {
              username: 'device-001',
              passwordSecretRef: { name: 'devices', key: 'device-001' },
            },
          ],
        },
      },
    },
  ),
];
