import type { TemplateExample } from '@backstage/plugin-scaffolder-node';
import { example } from './example';

export const topicCreateExamples: TemplateExample[] = [
  example('Two topics with a day of records', 'realtime:topic:create', {
    kubernetesCluster: 'local',
    kafkaCluster: 'main',
    namespace: 'kafka',
    topics: [
      { name: 'ping_topic', retention: '24h' },
      { name: 'pong_topic', retention: '24h', partitions: 6, replicas: 3 },
    ],
  }),
];
