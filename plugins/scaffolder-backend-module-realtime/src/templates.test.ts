import { mockServices, startTestBackend } from '@backstage/backend-test-utils';
import scaffolderPlugin from '@backstage/plugin-scaffolder-backend';
import { catalogServiceMock } from '@backstage/plugin-catalog-node/testUtils';
import {
  checkBundle,
  type Manifest,
} from '@backstage-realtime/plugin-realtime-common';
import { mkdtemp, readdir, readFile, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join, relative } from 'node:path';
import request from 'supertest';
import { parse, parseAllDocuments } from 'yaml';
import realtimeModule from './index';

const TEMPLATES = join(__dirname, '../../../templates');

const common = {
  description: 'Made to be tested.',
  owner: 'group:default/team-a',
  publish: 'local',
  delivery: 'commit',
};
const platform = { ...common, name: 'streams', profile: 'dev' };
const claim = { ...platform, manifest: 'claim' };
const pieces = { ...common, name: 'pipeline', pattern: 'pieces' };
const secretRef = { name: 'devices', key: 'password' };
const environments = {
  pattern: 'multi-environment',
  devNamespace: 'a-dev',
  productionNamespace: 'a-prod',
};
const twice = {
  pattern: 'blue-green',
  realtime: 'streams',
  language: 'python',
  topic: 'events',
  blueImage: 'registry.example.org/a:1.0.0',
  greenImage: 'registry.example.org/a:1.1.0',
  hostname: 'a.example.org',
  gateway: 'public',
};
const broker = {
  type: 'iot-broker',
  name: 'devices',
  properties: {
    authentication: {
      users: [{ username: 'u', passwordSecretRef: secretRef }],
    },
    connector: { kafkaTopic: 'device_events', mqttTopic: 'sensors/+' },
  },
};
const processor = {
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
const dashboard = {
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
const service = {
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

describe('a template of platforms', () => {
  jest.setTimeout(180_000);
  let root: string;
  let backend: Awaited<ReturnType<typeof startTestBackend>>;

  beforeAll(async () => {
    root = await mkdtemp(join(tmpdir(), 'realtime-published-'));
    backend = await startTestBackend({
      features: [
        scaffolderPlugin,
        realtimeModule,
        catalogServiceMock.factory(),
        mockServices.database.factory(),
        mockServices.rootConfig.factory({
          data: {
            backend: { baseUrl: 'http://localhost:0', listen: ':0' },
            realtime: { publishLocal: { root } },
          },
        }),
      ],
    });
  });

  afterAll(async () => {
    await backend.stop();
    await rm(root, { recursive: true, force: true });
  });

  const dryRun = async (template: string, values: object) => {
    const dir = join(TEMPLATES, template);
    const text = await readFile(join(dir, 'template.yaml'), 'utf8');
    return request(backend.server)
      .post('/api/scaffolder/v2/dry-run')
      .send({
        template: parse(text),
        values,
        secrets: {},
        directoryContents: await readFolder(dir),
      });
  };

  /** Text of each file that was made, by path. */
  const make = async (template: string, values: object) => {
    const { body, status } = await dryRun(template, values);
    if (status !== 200) throw new Error(JSON.stringify(body).slice(0, 500));
    return new Map(
      (body.directoryContents as MadeFile[]).map(({ path, base64Content }) => [
        path,
        Buffer.from(base64Content, 'base64').toString('utf8'),
      ]),
    );
  };

  it.each<[string, string, object, string[]]>([
    [
      'a claim of a platform',
      'realtime-platform',
      claim,
      ['platform/realtime-platform-claim.yaml'],
    ],
    [
      'an application of a platform',
      'realtime-platform',
      { ...platform, manifest: 'application', profile: 'production' },
      ['platform/oam-application.yaml'],
    ],
    [
      'a platform with everything',
      'realtime-platform',
      {
        ...claim,
        ...{ profile: 'production', system: 'a', kafkaCluster: 'local' },
        ...{ database: 'postgres', visualization: 'grafana', targetCPU: 50 },
        topics: [{ name: 'a_b', partitions: 6, cleanupPolicy: 'compact' }],
        ...{ partitions: 12, replicationFactor: 3, retention: '30d' },
        ...{ minReplicas: 3, maxReplicas: 10, cpu: '8000m', memory: '16Gi' },
        ...{ iot: true, persistenceSize: '10Gi', enableWebSockets: false },
        ...{ qosLevel: 2, lenses: true, heapSize: '2g', enableUI: false },
        mqttUsers: [{ username: 'device', passwordSecretRef: secretRef }],
        licenseKeySecretRef: { name: 'lenses', key: 'licence' },
        ...{ snowflake: true, snowflakeSecret: 'snowflake' },
        ...{ snowflakeDatabase: 'ANALYTICS', snowflakeSchema: 'STREAMING' },
      },
      ['platform/realtime-platform-claim.yaml'],
    ],
    [
      'a platform without MQTT',
      'realtime-platform',
      { ...claim, iot: false, visualization: 'grafana' },
      ['platform/realtime-platform-claim.yaml'],
    ],
    [
      'all in one',
      'platform-components',
      { ...pieces, pattern: 'all-in-one', profile: 'production' },
      ['platform/oam-application.yaml'],
    ],
    [
      'pieces of every type',
      'platform-components',
      { ...pieces, components: [broker, processor, dashboard, service] },
      ['platform/oam-application.yaml'],
    ],
    [
      'two environments',
      'platform-components',
      { ...pieces, ...environments, components: [broker] },
      [
        'platform/dev/oam-application.yaml',
        'platform/production/oam-application.yaml',
      ],
    ],
    [
      'blue and green',
      'platform-components',
      { ...pieces, ...twice },
      [
        'platform/blue/oam-application.yaml',
        'platform/green/oam-application.yaml',
      ],
    ],
  ])('makes %s that passes every gate', async (_, template, values, paths) => {
    const files = await make(template, values);
    const manifests = [...files.keys()].filter(p => p.startsWith('platform/'));
    expect(manifests).toEqual(paths);
    const { findings, notChecked, checked } = checkBundle(
      paths.map(file => ({ file, value: parse(files.get(file) ?? '') })),
    );
    expect(findings.filter(({ severity }) => severity === 'error')).toEqual([]);
    expect(notChecked).toEqual([]);
    expect(checked).toBe(paths.length);
    for (const [path, text] of files) {
      expect(text).not.toMatch(/\$\{\{|\{%|undefined|\[object/);
      if (/\.ya?ml$/.test(path))
        for (const document of parseAllDocuments(text))
          expect(document.errors).toEqual([]);
    }
  });

  it('asks for exactly what the form says', async () => {
    const users = [{ username: 'device', passwordSecretRef: secretRef }];
    const files = await make('realtime-platform', {
      ...claim,
      ...{ mqttUsers: users, retention: '1h', partitions: 6, qosLevel: 0 },
      topics: [{ name: 'a_b' }],
      enableWebSockets: false,
    });
    expect(read(files, 'platform/realtime-platform-claim.yaml').spec).toEqual({
      name: 'streams',
      profile: 'dev',
      topics: [{ name: 'a_b' }],
      kafkaConfig: { retention: '1h', partitions: 6 },
      mqttConfig: { users, qosLevel: 0, enableWebSockets: false },
    });
  });

  it('gives each environment a folder, a namespace and a profile', async () => {
    const files = await make('platform-components', {
      ...pieces,
      ...environments,
    });
    const [dev, production] = ['dev', 'production'].map(name =>
      read(files, `platform/${name}/oam-application.yaml`),
    );
    expect([dev, production].map(({ metadata }) => metadata)).toEqual([
      expect.objectContaining({ name: 'pipeline', namespace: 'a-dev' }),
      expect.objectContaining({ name: 'pipeline', namespace: 'a-prod' }),
    ]);
    expect(production.spec).toMatchObject({
      components: [
        {
          properties: {
            profile: 'production',
            kafkaConfig: { replicationFactor: 3 },
          },
        },
      ],
    });
  });

  it('leads all traffic to blue, and the entity names what it streams on', async () => {
    const files = await make('platform-components', { ...pieces, ...twice });
    expect(read(files, 'traffic/route.yaml').spec).toMatchObject({
      rules: [
        {
          backendRefs: [
            { name: 'pipeline-blue', weight: 100 },
            { name: 'pipeline-green', weight: 0 },
          ],
        },
      ],
    });
    expect(read(files, 'catalog-info.yaml').spec).toMatchObject({
      dependsOn: ['resource:streams'],
    });
  });

  it.each<[string, string, object]>([
    [
      'a name of 51 characters',
      'realtime-platform',
      { ...claim, name: 'a'.repeat(51) },
    ],
    [
      'a name that leaves its folder',
      'realtime-platform',
      { ...claim, name: '../x' },
    ],
    ['a reserved name', 'realtime-platform', { ...claim, name: 'kubernetes' }],
    [
      'an expression',
      'realtime-platform',
      { ...claim, description: '${{ secrets }}' },
    ],
    ['an owner that is YAML', 'realtime-platform', { ...claim, owner: 'a: b' }],
    [
      'a production platform with one copy',
      'realtime-platform',
      { ...claim, profile: 'production', replicationFactor: 1 },
    ],
    [
      'a password',
      'realtime-platform',
      { ...claim, mqttUsers: [{ username: 'u', password: 'x' }] },
    ],
    [
      'a topic with a space',
      'realtime-platform',
      { ...claim, topics: [{ name: 'a b' }] },
    ],
    [
      'topics that differ in a dot',
      'realtime-platform',
      { ...claim, topics: [{ name: 'a.b' }, { name: 'a_b' }] },
    ],
    [
      'Lenses without a licence',
      'realtime-platform',
      { ...claim, lenses: true },
    ],
    ['pieces of nothing', 'platform-components', pieces],
    [
      'a type nobody defined',
      'platform-components',
      { ...pieces, components: [{ type: 'webservice', name: 'a' }] },
    ],
    [
      'two pieces of one name',
      'platform-components',
      { ...pieces, components: [broker, broker] },
    ],
    [
      'a query of another topic',
      'platform-components',
      {
        ...pieces,
        components: [
          {
            ...processor,
            properties: {
              ...processor.properties,
              topics: { input: ['a'], output: ['b'] },
            },
          },
        ],
      },
    ],
    [
      'Kafka in Metabase',
      'platform-components',
      {
        ...pieces,
        components: [
          {
            ...dashboard,
            properties: { ...dashboard.properties, dashboardType: 'metabase' },
          },
        ],
      },
    ],
    [
      'an image that says latest',
      'platform-components',
      { ...pieces, ...twice, blueImage: 'registry.example.org/a:latest' },
    ],
  ])('refuses %s before anything is made', async (_, template, values) => {
    const { status } = await dryRun(template, values);
    expect(status).toBeGreaterThanOrEqual(400);
    expect(await readdir(root)).toEqual([]);
  });
});

interface MadeFile {
  path: string;
  base64Content: string;
}

function read(files: ReadonlyMap<string, string>, path: string): Manifest {
  return parse(files.get(path) ?? '') as Manifest;
}

async function readFolder(dir: string): Promise<MadeFile[]> {
  const entries = await readdir(dir, { recursive: true, withFileTypes: true });
  return Promise.all(
    entries
      .filter(entry => entry.isFile())
      .map(entry => join(entry.parentPath, entry.name))
      .map(async file => ({
        path: relative(dir, file),
        base64Content: (await readFile(file)).toString('base64'),
      })),
  );
}
