/** What components are asked for in tests. */

const secretRef = { name: 'devices', key: 'password' };
const users = [{ username: 'device', passwordSecretRef: secretRef }];

/** @type {Record<string, {minimal: object, full: object, enums: Record<string, unknown[]>, invalid: [object, RegExp][]}>} */
export const FIXTURES = {
  'realtime-platform': {
    minimal: { name: 'streams' },
    full: {
      name: 'streams',
      profile: 'production',
      database: 'postgres',
      visualization: 'grafana',
      iot: true,
      topics: [
        { name: 'a_b', partitions: 6, replicationFactor: 3, retention: '7d' },
        { name: 'A.b', cleanupPolicy: 'compact,delete' },
      ],
      lensesConfig: {
        licenseKeySecretRef: { name: 'lenses', key: 'licence' },
        heapSize: '2g',
        enableUI: false,
      },
      mqttConfig: {
        users,
        persistenceSize: '10Gi',
        enableWebSockets: false,
        qosLevel: 2,
      },
      kafkaConfig: {
        topics: ['plain'],
        retention: '36h',
        partitions: 12,
        replicationFactor: 3,
      },
      snowflakeConfig: {
        enabled: true,
        credentialsSecret: 'snowflake',
        database: 'ANALYTICS',
        schema: 'STREAMING',
      },
      resources: { cpu: '8', memory: '16Gi' },
      scaling: { minReplicas: 3, maxReplicas: 10, targetCPU: 50 },
    },
    enums: {
      profile: ['dev', 'production'],
      database: ['postgres', 'mysql'],
      visualization: ['metabase', 'grafana'],
      iot: [true, false],
    },
    invalid: [
      [{ typo: 1 }, /field not allowed: typo/],
      [{ profile: 'staging' }, /profile/],
      [{ kafkaConfig: { retention: '1 day' } }, /kafka.retention/],
      [{ kafkaConfig: { replicationFactor: 8 } }, /replicationFactor/],
      [{ mqttConfig: { users: [{ username: 'a', password: 'b' }] } }, /users/],
      [{ resources: { memory: 'much' } }, /resources.memory/],
    ],
  },
  'iot-broker': {
    minimal: { name: 'devices' },
    full: {
      name: 'devices',
      realtime: 'streams',
      mqttPort: 1884,
      websocketPort: 9002,
      authentication: { enabled: true, users },
      topics: ['sensors/+', 'commands/#'],
      connector: {
        enabled: true,
        kafkaTopic: 'device_events',
        mqttTopic: 'sensors/+',
        keyField: 'deviceId',
        qos: 2,
        errorPolicy: 'FAIL',
      },
      persistence: { enabled: false, size: '1Gi' },
    },
    enums: {
      connector: ['RETRY', 'IGNORE', 'FAIL'].map(errorPolicy => ({
        ...{ kafkaTopic: 'a', mqttTopic: 'b', errorPolicy },
      })),
      authentication: [{ enabled: true }, { enabled: false }],
      persistence: [{ enabled: true }, { enabled: false }],
    },
    invalid: [
      [{ typo: 1 }, /field not allowed: typo/],
      [{ connector: { kafkaTopic: 'a' } }, /kcql.*non-concrete/],
      [
        { connector: { kafkaTopic: 'a', mqttTopic: 'b', qos: 3 } },
        /service.quality/,
      ],
      [{ mqttPort: 'x' }, /mqttPort/],
      [
        {
          authentication: {
            users: [{ username: '$(id)', passwordSecretRef: secretRef }],
          },
        },
        /_users/,
      ],
      [{ topics: ['a\nallow_anonymous true'] }, /topics/],
      [
        { connector: { kafkaTopic: 'a', mqttTopic: 'b` LIMIT 1' } },
        /mqttTopic|kcql/,
      ],
    ],
  },
  'stream-processor': {
    minimal: { name: 'cleaner' },
    full: {
      name: 'cleaner',
      realtime: 'streams',
      queries: [
        {
          name: 'clean',
          sql: 'INSERT INTO b SELECT STREAM * FROM a',
          enabled: true,
        },
        {
          name: 'off',
          sql: 'INSERT INTO c SELECT STREAM * FROM a',
          enabled: false,
        },
      ],
      topics: { input: ['a'], output: ['b', 'c'] },
      errorHandling: {
        ...{ policy: 'DEAD_LETTER', retries: 5, deadLetterTopic: 'broken' },
      },
      processing: {
        ...{
          parallelism: 2,
          checkpointInterval: '1m',
          stateBackend: 'rocksdb',
        },
      },
    },
    enums: {
      errorHandling: ['RETRY', 'IGNORE', 'DEAD_LETTER'].map(policy => ({
        policy,
      })),
      processing: ['memory', 'rocksdb'].map(stateBackend => ({ stateBackend })),
    },
    invalid: [
      [{ typo: 1 }, /field not allowed: typo/],
      [{ queries: [{ name: 'a' }] }, /sql: .*non-concrete/],
      [{ errorHandling: { policy: 'DROP' } }, /policy/],
      [
        {
          queries: [{ name: 'a', sql: 'INSERT INTO b SELECT STREAM * FROM a' }],
          errorHandling: { policy: 'DEAD_LETTER' },
        },
        /deadLetterTopic/,
      ],
      [
        { errorHandling: { deadLetterTopic: "a'; DROP TABLE b;" } },
        /deadLetterTopic/,
      ],
    ],
  },
  'analytics-dashboard': {
    minimal: { name: 'charts' },
    full: {
      name: 'charts',
      dashboardType: 'grafana',
      dataSources: [
        { name: 'records', type: 'kafka', secretRef: 'kafka' },
        { name: 'rows', type: 'postgres', secretRef: 'streams-db-secret' },
        { name: 'copies', type: 'snowflake', secretRef: 'snowflake' },
      ],
      dashboards: [
        { name: 'overview', template: 'standard', autoCreate: true },
      ],
      alerts: {
        enabled: true,
        channels: [
          { type: 'email', config: { recipients: ['a@example.org'] } },
          { type: 'slack', config: { secretRef: 'hook' } },
        ],
      },
      authentication: { enabled: true, provider: 'oauth', secretRef: 'oauth' },
    },
    enums: {
      dashboardType: ['metabase', 'grafana'],
      authentication: ['internal', 'oauth', 'ldap'].map(provider => ({
        provider,
      })),
    },
    invalid: [
      [{ typo: 1 }, /field not allowed: typo/],
      [{ dashboardType: 'superset' }, /dashboardType/],
      [{ dataSources: [{ name: 'a', type: 'mysql', secretRef: 'b' }] }, /type/],
    ],
  },
  'realtime-webservice': {
    minimal: {
      ...{ name: 'ping', language: 'python', framework: 'fastapi' },
      image: 'registry.example.org/ping:1.0.0',
    },
    full: {
      name: 'ping',
      language: 'typescript',
      framework: 'fastify',
      image: 'registry.example.org/ping:1.0.0',
      port: 9000,
      roles: ['generator', 'bridge', 'processor', 'gateway'],
      realtime: 'streams',
      websocket: true,
      streaming: {
        enabled: true,
        topics: ['ping_topic', 'pong_topic'],
        mqttTopic: 'ping/messages',
        encoding: 'avro',
        consumerGroup: 'ping',
        autoOffsetReset: 'earliest',
      },
      exposeApi: true,
      database: 'postgres',
      cache: 'redis',
      resources: { cpu: '500m', memory: '512Mi' },
      scaling: { minReplicas: 2, maxReplicas: 5 },
      environment: { LOG_LEVEL: 'info' },
    },
    enums: {
      language: ['python', 'typescript', 'java'],
      framework: ['fastapi', 'fastify', 'springboot'],
      roles: [['generator'], ['bridge'], ['processor'], ['gateway']],
      database: ['none', 'postgres'],
      cache: ['none', 'redis'],
    },
    invalid: [
      [{ typo: 1 }, /field not allowed: typo/],
      [{ language: 'cobol' }, /language/],
      [{ roles: ['worker'] }, /roles/],
      [{ streaming: { encoding: 'xml' } }, /encoding/],
    ],
  },
};

/** Everything that has to render, as `{what, type, parameter}`. */
export function goodComponents() {
  return Object.entries(FIXTURES).flatMap(
    ([type, { minimal, full, enums }]) => [
      { what: `${type}: minimal`, type, parameter: minimal },
      { what: `${type}: full`, type, parameter: full },
      ...Object.entries(enums).flatMap(([key, values]) =>
        values.map(value => ({
          what: `${type}: ${key} ${JSON.stringify(value)}`,
          type,
          parameter: { ...minimal, [key]: value },
        })),
      ),
    ],
  );
}
