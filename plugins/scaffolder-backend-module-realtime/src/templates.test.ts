import {
  checkBundle,
  type Manifest,
} from '@backstage-realtime/plugin-realtime-common';
import { join } from 'node:path';
import { parse, parseAllDocuments } from 'yaml';
import { aScaffolder } from './testUtils/aScaffolder';
import {
  broker,
  claim,
  dashboard,
  environments,
  pieces,
  platform,
  processor,
  secretRef,
  service,
  twice,
} from './testUtils/templateForms';

describe('a template of platforms', () => {
  jest.setTimeout(180_000);
  let scaffolder: Awaited<ReturnType<typeof aScaffolder>>;

  beforeAll(async () => {
    scaffolder = await aScaffolder(join(__dirname, '../../../templates'));
  });

  afterAll(() => scaffolder.close());

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
    const files = await scaffolder.make(template, values);
    const manifests = [...files.keys()].filter(p => p.startsWith('platform/'));
    expect(manifests.sort()).toEqual(paths);
    const { findings, notChecked, checked } = checkBundle(
      paths.map(file => ({ file, value: parse(files.get(file) ?? '') })),
    );
    expect(findings.filter(({ severity }) => severity === 'error')).toEqual([]);
    expect(notChecked).toEqual([]);
    expect(checked).toBe(paths.length);
    expect(findUnsoundFiles(files)).toEqual([]);
  });

  it('asks for exactly what the form says', async () => {
    const users = [{ username: 'device', passwordSecretRef: secretRef }];
    const files = await scaffolder.make('realtime-platform', {
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
    const files = await scaffolder.make('platform-components', {
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
    const files = await scaffolder.make('platform-components', {
      ...pieces,
      ...twice,
    });
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
      'a name of 41 characters',
      'realtime-platform',
      { ...claim, name: 'a'.repeat(41) },
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
    const { status } = await scaffolder.dryRun(template, values);
    expect(status).toBeGreaterThanOrEqual(400);
    expect(await scaffolder.published()).toEqual([]);
  });
});

function read(files: ReadonlyMap<string, string>, path: string): Manifest {
  return parse(files.get(path) ?? '') as Manifest;
}

/** Paths of files in which something was left unfilled, or that are no YAML. */
function findUnsoundFiles(files: ReadonlyMap<string, string>): string[] {
  return [...files]
    .filter(
      ([path, text]) =>
        /\$\{\{|\{%|undefined|\[object/.test(text) ||
        (/\.ya?ml$/.test(path) &&
          parseAllDocuments(text).some(({ errors }) => errors.length > 0)),
    )
    .map(([path]) => path);
}
