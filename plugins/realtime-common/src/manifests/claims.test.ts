import { buildClaims, type ClaimForm } from './claims';
import { describeProblems, toManifestRef } from './manifest';
import { platform, service } from './testUtils/claimForms';

/** A form as it comes from outside: any shape. */
function fieldsOf(form: unknown): string[] {
  const built = buildClaims(form as ClaimForm);
  return built.ok ? [] : built.problems.map(({ field }) => field);
}

function sentenceOf(form: unknown): string {
  const built = buildClaims(form as ClaimForm);
  return built.ok ? '' : describeProblems(built.problems);
}

describe('claims of a form', () => {
  it('are a platform and a service that refers to it by its one name', () => {
    const built = buildClaims({
      platform,
      application: {
        ...service,
        streaming: { enabled: true, topics: ['ping_topic'] },
      },
      target: {
        namespace: 'team-a',
        owner: 'group:default/team-a',
        system: 'ping-pong',
      },
    });
    expect(built).toMatchObject({
      ok: true,
      warnings: [],
      manifests: [
        {
          apiVersion: 'platform.example.org/v1alpha1',
          kind: 'RealtimePlatformClaim',
          metadata: { name: 'streams', namespace: 'team-a' },
          spec: { name: 'streams' },
        },
        {
          kind: 'ApplicationClaim',
          metadata: {
            name: 'ping-pong',
            labels: {
              'app.kubernetes.io/name': 'ping-pong',
              'app.kubernetes.io/managed-by': 'backstage-realtime',
            },
            annotations: {
              'backstage-realtime.io/owner': 'group:default/team-a',
              'backstage-realtime.io/system': 'ping-pong',
            },
          },
          spec: { realtime: 'streams', streaming: { topics: ['ping_topic'] } },
        },
      ],
    });
  });

  it('hold nothing but what was given, so that the cluster keeps its defaults', () => {
    const built = buildClaims({
      application: { ...service, streaming: undefined, environment: {} },
    });
    expect(built.ok && built.manifests[0].spec).toEqual(service);
  });

  it('can be found again by kind, namespace and name', () => {
    const built = buildClaims({ application: service });
    expect(built.ok && toManifestRef(built.manifests[0])).toEqual({
      apiVersion: 'platform.example.org/v1alpha1',
      kind: 'ApplicationClaim',
      namespace: 'default',
      name: 'ping-pong',
    });
  });

  it('use the group and version of the site', () => {
    const api = { group: 'idp.acme.com', version: 'v1' };
    const built = buildClaims({ platform }, api);
    expect(built.ok && built.manifests[0].apiVersion).toBe('idp.acme.com/v1');
  });

  it('write out what the profile production sets, and let the form win', () => {
    const built = buildClaims({
      platform: {
        ...platform,
        profile: 'production',
        kafkaConfig: { retention: '30d' },
      },
    });
    expect(built.ok && built.manifests[0].spec).toMatchObject({
      kafkaConfig: { retention: '30d', replicationFactor: 3 },
      scaling: { minReplicas: 3 },
    });
  });
});

describe('a form that is refused', () => {
  it.each([
    ['nothing', {}, ['']],
    [
      'a name of 64 characters',
      { application: { ...service, name: 'a'.repeat(64) } },
      ['application.name'],
    ],
    [
      'a platform of 41 characters, whose pods could have no host name',
      { platform: { name: 'a'.repeat(41) } },
      ['platform.name'],
    ],
    [
      'no processor and no memory',
      { platform: { name: 'a', resources: { cpu: '0m', memory: '0' } } },
      ['platform.resources.cpu', 'platform.resources.memory'],
    ],
    [
      'a name that leaves the folder',
      { application: { ...service, name: '../etc' } },
      ['application.name'],
    ],
    [
      'a reserved name',
      { platform: { name: 'kubernetes' } },
      ['platform.name'],
    ],
    [
      'a name that is an expression',
      { application: { ...service, name: '${{ secrets.token }}' } },
      ['application.name'],
    ],
    [
      'unknown fields, all of them',
      { application: { ...service, replicas: 3, env: {}, port: 'x' } },
      ['application.port', 'application.replicas'],
    ],
    [
      'a language without its framework',
      { application: { ...service, framework: 'fastify' } },
      ['application.framework'],
    ],
    [
      'the tag latest',
      { application: { ...service, image: 'a.io/b:latest' } },
      ['application.image'],
    ],
    [
      'streaming without platform and topics',
      { application: { ...service, streaming: { enabled: true } } },
      ['application.realtime', 'application.streaming.topics'],
    ],
    [
      'another platform than the one it comes with',
      { platform, application: { ...service, realtime: 'other' } },
      ['application.realtime'],
    ],
    [
      'topics that the metrics of Kafka mix up',
      {
        platform: {
          ...platform,
          topics: [{ name: 'a.b' }],
          kafkaConfig: { topics: ['a_b'] },
        },
      },
      ['platform.kafkaConfig.topics[0]'],
    ],
    [
      'production with one copy',
      {
        platform: {
          ...platform,
          profile: 'production',
          kafkaConfig: { replicationFactor: 1 },
          topics: [{ name: 'a', replicationFactor: 2 }],
        },
      },
      [
        'platform.topics[0].replicationFactor',
        'platform.kafkaConfig.replicationFactor',
      ],
    ],
    [
      'more copies than brokers',
      { platform: { ...platform, kafkaConfig: { replicationFactor: 5 } } },
      ['platform.kafkaConfig.replicationFactor'],
    ],
    [
      'as many copies as brokers may come later',
      {
        platform: {
          ...platform,
          kafkaConfig: { replicationFactor: 2 },
          topics: [{ name: 'a', replicationFactor: 3 }],
          scaling: { minReplicas: 1, maxReplicas: 3 },
        },
      },
      [
        'platform.kafkaConfig.replicationFactor',
        'platform.topics[0].replicationFactor',
      ],
    ],
    [
      'a namespace of the cluster itself',
      { platform, target: { namespace: 'kube-system' } },
      ['target.namespace'],
    ],
    [
      'an owner that is no entity',
      { platform, target: { owner: 'a\nb: c' } },
      ['target.owner'],
    ],
  ])('names the field of %s', (_what, form, fields) => {
    expect(fieldsOf(form)).toEqual(fields);
  });

  it.each([
    [
      'password',
      { mqttConfig: { users: [{ username: 'a', password: 's3' }] } },
    ],
    ['licence key', { lensesConfig: { licenseKey: 's3' } }],
    ['nested text', { topics: [{ name: 'https://u:s3@host/x' }] }],
  ])('never repeats a %s, and says where secrets go', (_what, part) => {
    const sentence = sentenceOf({ platform: { ...platform, ...part } });
    expect(sentence).toContain('refer to that by name and key');
    expect(sentence).not.toContain('s3');
  });

  it('is refused for a secret among the variables', () => {
    const environment = { MQTT_PASSWORD: 'x', MESSAGE_INTERVAL: '5' };
    expect(fieldsOf({ application: { ...service, environment } })).toEqual([
      'application.environment.MQTT_PASSWORD',
    ]);
  });

  it('says what to do', () => {
    expect(sentenceOf({ application: { ...service, language: 'cobol' } })).toBe(
      'application.language: has to be one of python, typescript, java',
    );
  });
});
