import { spawnSync } from 'node:child_process';
import {
  buildClaims,
  type ClaimForm,
  type Manifest,
} from '@backstage-realtime/plugin-realtime-common';
import {
  startRealKubernetes,
  type TestCluster,
} from '../testUtils/startKubernetes';
import { kubernetesClientContract } from './contract/kubernetesClientContract';

const isRequired = process.env.REALTIME_REQUIRE_REAL === '1';
const isHere = spawnSync('/bin/sh', ['-c', 'go version']).status === 0;
const suite = isHere || isRequired ? describe : describe.skip;

kubernetesClientContract('kube-apiserver', startRealKubernetes, suite);

const application = {
  name: 'app',
  language: 'python',
  framework: 'fastapi',
} as const;

function manifestOf(form: ClaimForm): Manifest {
  const built = buildClaims(form);
  if (!built.ok) throw new Error('a form of the test is wrong');
  return built.manifests[0];
}

suite('the definitions of platform/xrds on kube-apiserver', () => {
  jest.setTimeout(60_000);
  let cluster: TestCluster;

  beforeAll(async () => {
    cluster = await startRealKubernetes();
  }, 900_000);

  afterAll(() => cluster?.close());

  it.each<[string, ClaimForm]>([
    ['a platform of which only the name is given', { platform: { name: 'a' } }],
    [
      'a platform for production',
      { platform: { name: 'b', profile: 'production' } },
    ],
    ['a service of which only the needed is given', { application }],
    [
      'a service that streams',
      {
        application: {
          ...application,
          realtime: 'a',
          streaming: { enabled: true, topics: ['a_b', 'c.d'] },
          environment: { MESSAGE_INTERVAL: '5' },
        },
      },
    ],
  ])('take %s', async (_what, form) => {
    const manifest = manifestOf(form);
    const client = cluster.clusters.get('local');
    expect(await client.apply(manifest, { isDryRun: true })).toMatchObject({
      spec: manifest.spec,
    });
  });

  // What a form refuses, an object from elsewhere must not get past either.
  it.each<[string, 'platform' | 'application', object, string]>([
    [
      'production with one copy',
      'platform',
      { profile: 'production' },
      'three copies',
    ],
    [
      'more copies than brokers',
      'platform',
      { kafkaConfig: { replicationFactor: 5 } },
      'more copies of a record than brokers',
    ],
    [
      'Snowflake without credentials',
      'platform',
      { snowflakeConfig: { enabled: true } },
      'Snowflake needs',
    ],
    [
      'MQTT users without a broker',
      'platform',
      {
        iot: false,
        mqttConfig: {
          users: [
            { username: 'a', passwordSecretRef: { name: 'a', key: 'b' } },
          ],
        },
      },
      'without an MQTT broker',
    ],
    [
      'a framework of another language',
      'application',
      { framework: 'fastify' },
      'does not belong',
    ],
    [
      'streaming without a platform',
      'application',
      { streaming: { enabled: true, topics: ['a'] } },
      'needs a platform',
    ],
    ['the tag latest', 'application', { image: 'a.io/b:latest' }, 'latest'],
    [
      'a secret',
      'application',
      { environment: { MQTT_PASSWORD: 'x' } },
      'by reference',
    ],
    ['a field nobody knows', 'application', { bogus: 1 }, 'bogus'],
  ])('refuse %s', async (_what, part, spec, text) => {
    const form =
      part === 'platform' ? { platform: { name: 'c' } } : { application };
    const manifest = manifestOf(form);
    const wrong = { ...manifest, spec: { ...manifest.spec, ...spec } };
    await expect(
      cluster.clusters.get('local').apply(wrong, { isDryRun: true }),
    ).rejects.toMatchObject({
      code: 'realtime.kubernetes.refused',
      message: expect.stringContaining(text),
    });
  });
});
