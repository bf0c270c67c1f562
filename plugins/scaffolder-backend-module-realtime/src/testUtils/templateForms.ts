const common = {
  description: 'Made to be tested.',
  owner: 'group:default/team-a',
  publish: 'local',
  delivery: 'commit',
};
/** What the form of realtime-platform is given. */
export const platform = { ...common, name: 'streams', profile: 'dev' };
/** The same, written as a claim. */
export const claim = { ...platform, manifest: 'claim' };
/** What the form of platform-components is given; without its components. */
export const pieces = { ...common, name: 'pipeline', pattern: 'pieces' };
/** Where a password is; never the password. */
export const secretRef = { name: 'devices', key: 'password' };
/** Answers of the pattern with two environments. */
export const environments = {
  pattern: 'multi-environment',
  devNamespace: 'a-dev',
  productionNamespace: 'a-prod',
};
/** Answers of the pattern with blue and green. */
export const twice = {
  pattern: 'blue-green',
  realtime: 'streams',
  language: 'python',
  topic: 'events',
  blueImage: 'registry.example.org/a:1.0.0',
  greenImage: 'registry.example.org/a:1.1.0',
  hostname: 'a.example.org',
  gateway: 'public',
};
/** One component of each type, with every part that refers to another. */
export const broker = {
  type: 'iot-broker',
  name: 'devices',
  properties: {
    authentication: {
      users: [{ username: 'u', passwordSecretRef: secretRef }],
    },
    connector: { kafkaTopic: 'device_events', mqttTopic: 'sensors/+' },
  },
};
export const processor = {
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
    errorHandling: { policy: 'DEAD_LETTER', deadLetterTopic: 'broken_events' },
  },
};
export const dashboard = {
  type: 'analytics-dashboard',
  name: 'charts',
  properties: {
    dashboardType: 'grafana',
    dataSources: [{ name: 'records', type: 'kafka', secretRef: 'a-secret' }],
    alerts: {
      enabled: true,
      channels: [{ type: 'slack', config: { secretRef: 'hook' } }],
    },
  },
};
export const service = {
  type: 'realtime-webservice',
  name: 'api',
  properties: {
    language: 'java',
    framework: 'springboot',
    image: 'registry.example.org/api:1.0.0',
    realtime: 'streams',
    streaming: { enabled: true, topics: ['clean_events'] },
  },
};
/** What the form of ping-pong-service is given. */
export const pingPong = {
  ...common,
  name: 'ping-orders',
  language: 'typescript',
  platform: 'create',
  kafkaCluster: 'local',
  mqttBroker: 'local',
};
/** What the form of canary-counter-service is given. */
export const counter = {
  ...common,
  name: 'order-counter',
  language: 'typescript',
  image: 'registry.example.org/team/order-counter:0.1.0',
  kubernetesCluster: 'local',
  namespace: 'default',
  traffic: 'pods',
  prometheusUrl: 'http://prometheus.monitoring.svc:9090',
  prometheusAuth: 'none',
  database: 'statefulset',
  secrets: 'sops',
  ageRecipient:
    'age1ql3z7hjy54pw3hyww5ayyfg7zqgvc7w3j2elw8zmrj2kg5sfn9aqmcac8p',
};
