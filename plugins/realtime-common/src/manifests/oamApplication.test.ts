import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { parse } from 'yaml';
import { buildOamApplication, type ComponentForm } from './oamApplication';
import { COMPONENT_TYPES } from './schemas/components';

const secretRef = { name: 'broker-users', key: 'device' };

/** Every parameter of each type, as an experienced user would fill it in. */
const full: Record<string, Record<string, unknown>> = {
  'realtime-platform': {
    profile: 'dev',
    database: 'postgres',
    visualization: 'metabase',
    iot: true,
    topics: [
      { name: 'a', partitions: 3, retention: '7d', cleanupPolicy: 'delete' },
    ],
    lensesConfig: {
      licenseKeySecretRef: secretRef,
      heapSize: '1536m',
      enableUI: true,
    },
    mqttConfig: {
      users: [{ username: 'device-001', passwordSecretRef: secretRef }],
      persistenceSize: '5Gi',
      enableWebSockets: true,
      qosLevel: 1,
    },
    kafkaConfig: {
      topics: ['topic1', 'topic2'],
      retention: '24h',
      partitions: 3,
      replicationFactor: 1,
    },
    snowflakeConfig: {
      enabled: true,
      credentialsSecret: 'snowflake-creds',
      database: 'ANALYTICS',
      schema: 'STREAMING',
    },
    resources: { cpu: '2000m', memory: '4Gi' },
    scaling: { minReplicas: 1, maxReplicas: 3 },
  },
  'iot-broker': {
    mqttPort: 1883,
    websocketPort: 9001,
    authentication: {
      enabled: true,
      users: [{ username: 'device-001', passwordSecretRef: secretRef }],
    },
    topics: ['sensors/temperature', 'sensors/+'],
    connector: {
      enabled: true,
      kafkaTopic: 'sensor_data',
      mqttTopic: 'sensors/+',
      keyField: 'deviceId',
      qos: 1,
      errorPolicy: 'RETRY',
    },
    persistence: { enabled: true, size: '5Gi' },
  },
  'stream-processor': {
    queries: [
      {
        name: 'filtering',
        sql: "INSERT INTO out -- from nowhere\nSELECT STREAM * FROM inp WHERE a = 'from x'",
      },
    ],
    topics: { input: ['inp'], output: ['out'] },
    errorHandling: {
      policy: 'DEAD_LETTER',
      retries: 3,
      deadLetterTopic: 'errors',
    },
    processing: {
      parallelism: 2,
      checkpointInterval: '30s',
      stateBackend: 'memory',
    },
  },
  'analytics-dashboard': {
    dashboardType: 'grafana',
    dataSources: [{ name: 'kafka-data', type: 'kafka', secretRef: 'kafka' }],
    dashboards: [
      { name: 'overview', template: 'standard-overview', autoCreate: true },
    ],
    alerts: {
      enabled: true,
      channels: [
        { type: 'email', config: { recipients: ['team@example.com'] } },
        { type: 'slack', config: { secretRef: 'slack-hook' } },
      ],
    },
    authentication: { enabled: true, provider: 'oauth', secretRef: 'oidc' },
  },
  'realtime-webservice': {
    language: 'typescript',
    framework: 'fastify',
    image: 'registry.example.org/svc:1.0.0',
    realtime: 'it',
    websocket: true,
    streaming: {
      enabled: true,
      topics: ['events'],
      consumerGroup: 'my-app-group',
      autoOffsetReset: 'earliest',
    },
    environment: { CUSTOM_CONFIG: 'value' },
  },
};

const COMPOSITIONS = join(__dirname, '../../../../platform/compositions');

/** Policies of the Application that a claim becomes. */
function policiesOfClaims(plural: string): unknown {
  const text = readFileSync(join(COMPOSITIONS, `${plural}.yaml`), 'utf8');
  const [step] = parse(text).spec.pipeline;
  return step.input.resources[0].base.spec.policies;
}

const minimal: Record<string, Record<string, unknown>> = {
  'realtime-webservice': { language: 'python', framework: 'fastapi' },
};

function build(...components: ComponentForm[]) {
  return buildOamApplication({ name: 'my-app', components });
}

function problemsOf(component: Partial<ComponentForm>) {
  const built = build({ type: 'iot-broker', name: 'it', ...component });
  return built.ok ? [] : built.problems;
}

describe('an OAM application', () => {
  it.each(COMPONENT_TYPES)('has a %s with every parameter', type => {
    const built = build({ type, name: 'it', properties: full[type] });
    expect(built).toMatchObject({
      ok: true,
      manifests: [
        {
          apiVersion: 'core.oam.dev/v1beta1',
          kind: 'Application',
          metadata: { name: 'my-app', namespace: 'default' },
          spec: {
            components: [
              { type, name: 'it', properties: { ...full[type], name: 'it' } },
            ],
          },
        },
      ],
    });
  });

  it.each(COMPONENT_TYPES)('has a %s of which only the name is given', type => {
    const properties = minimal[type];
    expect(build({ type, name: 'it', properties })).toMatchObject({
      ok: true,
      manifests: [{ spec: { components: [{ properties: { name: 'it' } }] } }],
    });
  });

  it('gives platforms the profile of the form', () => {
    const built = buildOamApplication({
      name: 'my-app',
      profile: 'production',
      components: [{ type: 'realtime-platform', name: 'it' }],
    });
    expect(built).toMatchObject({
      manifests: [
        {
          spec: {
            components: [
              { properties: { kafkaConfig: { replicationFactor: 3 } } },
            ],
          },
        },
      ],
    });
  });

  it('warns of a platform that it does not hold', () => {
    const image = 'registry.example.org/svc:1.0.0';
    const properties = {
      ...minimal['realtime-webservice'],
      ...{ image, realtime: 'core' },
    };
    const built = build({
      type: 'realtime-webservice',
      name: 'it',
      properties,
    });
    expect(built.ok && built.warnings).toEqual([
      'it refers to the platform core, which is not in this application and has to exist',
    ]);
  });

  // KubeVela shares an object only when each of its applications says so.
  it.each(['applicationclaims', 'realtimeplatformclaims'])(
    'shares topics with those of %s',
    plural => {
      const built = build({ type: 'iot-broker', name: 'it' });
      const [application] = built.ok ? built.manifests : [];
      const policies = policiesOfClaims(plural);
      expect(policies).toMatchObject([{ type: 'shared-resource' }]);
      expect(application).toHaveProperty('spec.policies', policies);
    },
  );

  it('refuses two components of one name, and none at all', () => {
    const twice = { type: 'iot-broker', name: 'it' } as const;
    expect(build(twice, twice)).toMatchObject({
      problems: [{ field: 'components[1].name' }],
    });
    expect(build()).toMatchObject({ problems: [{ field: 'components' }] });
  });
});

describe('a component that is refused', () => {
  it.each([
    [{ type: 'webservice' }, 'components[0].type'],
    [{ properties: { name: 'other' } }, 'components[0].properties.name'],
    [{ properties: { mqttPort: 80 } }, 'components[0].properties.mqttPort'],
    [
      { properties: { websocketPort: 1883 } },
      'components[0].properties.websocketPort',
    ],
    [
      { properties: { topics: ['a/#/b'] } },
      'components[0].properties.topics[0]',
    ],
    [
      {
        type: 'analytics-dashboard',
        properties: {
          dataSources: [{ name: 'k', type: 'kafka', secretRef: 'k' }],
        },
      },
      'components[0].properties.dataSources[0].type',
    ],
    [
      {
        type: 'analytics-dashboard',
        properties: {
          dataSources: [{ name: 'k', type: 'postgres', connectionString: 'x' }],
        },
      },
      'components[0].properties.dataSources[0].connectionString',
    ],
    [
      {
        type: 'stream-processor',
        properties: { errorHandling: { policy: 'DEAD_LETTER' } },
      },
      'components[0].properties.errorHandling.deadLetterTopic',
    ],
  ] as [Partial<ComponentForm>, string][])(
    'names the field: %j',
    (part, field) => {
      expect(problemsOf(part).map(each => each.field)).toEqual([field]);
    },
  );

  it.each([
    ['SELECT * FROM inp', 'has to begin with INSERT INTO and a topic'],
    ['INSERT INTO out SELECT 1', 'reads nothing; add FROM and a topic'],
    [
      'INSERT INTO other SELECT * FROM inp',
      'writes to "other", which is not in topics.output',
    ],
    [
      'INSERT INTO out SELECT * FROM inp JOIN more ON a',
      'reads "more", which is not in topics.input',
    ],
    [
      'INSERT INTO out SELECT * FROM inp; DROP TABLE x',
      'holds several statements; write one for each query',
    ],
  ])('says of the query "%s" what is wrong', (sql, message) => {
    const properties = {
      queries: [{ name: 'q', sql }],
      topics: { input: ['inp'], output: ['out'] },
    };
    expect(problemsOf({ type: 'stream-processor', properties })).toEqual([
      { field: 'components[0].properties.queries[0].sql', message },
    ]);
  });
});
