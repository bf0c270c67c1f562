import { buildClaims } from '../claims';
import { buildKafkaTopics } from '../kafkaTopics';
import type { BuildResult, Manifest } from '../manifest';
import { buildOamApplication } from '../oamApplication';
import { checkBundle } from './checkBundle';
import { describeFinding } from './finding';

function manifestsOf(built: BuildResult): Manifest[] {
  if (!built.ok) throw new Error('a form of the test is wrong');
  return built.manifests;
}

const claims = manifestsOf(
  buildClaims({
    platform: {
      name: 'streams',
      mqttConfig: {
        users: [
          {
            username: 'device',
            passwordSecretRef: { name: 'devices', key: 'password' },
          },
        ],
      },
    },
    application: { name: 'ping', language: 'python', framework: 'fastapi' },
  }),
);
const [platform, application] = claims;

const check = (values: unknown[], options = {}) =>
  checkBundle(
    values.map((value, i) => ({ file: `m${i}.yaml`, value })),
    options,
  );

const linesOf = (values: unknown[], options = {}) =>
  check(values, options).findings.map(describeFinding);

describe('a set of manifests', () => {
  it('that was built passes every gate', () => {
    const topics = manifestsOf(
      buildKafkaTopics({ kafkaCluster: 'main', topics: [{ name: 'a_b' }] }),
    );
    const oam = manifestsOf(
      buildOamApplication({
        name: 'app',
        components: [{ type: 'iot-broker', name: 'broker' }],
      }),
    );
    const externals = ['Secret/devices', 'Kafka/main'];
    expect(check([...claims, ...topics, ...oam], { externals })).toEqual({
      findings: [],
      notChecked: [],
      checked: 4,
    });
  });

  it('is told what has to exist on the cluster', () => {
    expect(check([platform]).findings).toEqual([
      {
        gate: 'references',
        severity: 'warning',
        file: 'm0.yaml',
        manifest: 'RealtimePlatformClaim streams in default',
        path: 'spec.mqttConfig.users[0].passwordSecretRef',
        message:
          'refers to Secret/devices, which is not among these manifests and has to exist on the cluster',
      },
    ]);
    expect(linesOf([application])).toEqual([
      expect.stringContaining('refers to RealtimePlatformClaim/streams'),
    ]);
  });

  it('has each object once', () => {
    expect(
      check([platform, platform], { externals: ['Secret/devices'] }),
    ).toMatchObject({
      findings: [
        {
          gate: 'yaml',
          message: 'is there twice, first in m0.yaml; leave one out',
        },
      ],
    });
  });

  it.each([
    ['a text', 'is no manifest'],
    [null, 'is no manifest'],
    [{ apiVersion: 'v1', kind: 'List' }, 'is no manifest'],
  ])('holds manifests only: %j', (value, text) => {
    expect(linesOf([value])).toEqual([expect.stringContaining(text)]);
  });

  it('refuses a kind that is not known, and names those that are', () => {
    const certificate = {
      apiVersion: 'cert-manager.io/v1',
      kind: 'Certificate',
      metadata: { name: 'a' },
    };
    const [line] = linesOf([certificate]);
    expect(line).toContain(
      'm0.yaml: Certificate a: kind: Certificate.cert-manager.io of cert-manager.io/v1 is not known here; known are ApplicationClaim.platform.example.org, RealtimePlatformClaim.platform.example.org, Application.core.oam.dev, KafkaTopic.kafka.strimzi.io,',
    );
    expect(line).toMatch(/ Rollout\.argoproj\.io,.* Service, ServiceAccount$/);
    const otherKinds = ['Certificate.cert-manager.io'];
    expect(check([certificate], { otherKinds })).toEqual({
      findings: [],
      notChecked: ['Certificate a is of a kind that is not known here'],
      checked: 0,
    });
  });

  it('looks for secrets in kinds that are not known, too', () => {
    const value = {
      apiVersion: 'v1',
      kind: 'ConfigMap',
      metadata: { name: 'a' },
      data: { DB_PASSWORD: 'hunter2' },
    };
    const lines = linesOf([value], { otherKinds: ['ConfigMap'] });
    expect(lines).toEqual([expect.stringContaining('data.DB_PASSWORD')]);
    expect(lines.join()).not.toContain('hunter2');
  });

  it.each([
    [{ spec: { ...application.spec, replicas: 3 } }, 'schema', 'spec.replicas'],
    [{ spec: { ...application.spec, port: 'x' } }, 'schema', 'spec.port'],
    [
      { spec: { ...application.spec, framework: 'fastify' } },
      'rules',
      'spec.framework',
    ],
    [{ spec: undefined }, 'schema', 'spec'],
    [{ metadata: { name: 'A' } }, 'rules', 'metadata.name'],
    [{ extra: 1 }, 'schema', 'extra'],
  ])('names the place of a mistake: %j', (part, gate, path) => {
    expect(check([{ ...application, ...part }]).findings).toEqual([
      expect.objectContaining({ gate, path, severity: 'error' }),
    ]);
  });

  it('refuses what no cluster has: a trait, a type, a property', () => {
    const component = { name: 'a', type: 'iot-broker', properties: {} };
    const oam = (part: object) => ({
      apiVersion: 'core.oam.dev/v1beta1',
      kind: 'Application',
      metadata: { name: 'app' },
      spec: { components: [{ ...component, ...part }] },
    });
    expect(
      [
        oam({ traits: [{ type: 'traffic-split' }] }),
        oam({ type: 'webservice' }),
        oam({ properties: { mqttPort: 1, name: 'a' } }),
      ].flatMap(value => check([value]).findings.map(({ path }) => path)),
    ).toEqual([
      'spec.components[0].traits[0].type',
      'spec.components[0].type',
      'spec.components[0].properties.mqttPort',
    ]);
  });
});
