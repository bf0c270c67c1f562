import { describeInBrowser, running } from './support/browser';
import { createByRest, untilInCatalog } from './support/createByRest';
import { RestUser } from './support/RestUser';

/** The platform that the sandbox has from the start. */
const EXISTING = 'ping-pong';

const COMMON = {
  description: 'Made to be tried.',
  owner: 'group:default/team-realtime',
  publish: 'local',
  delivery: 'apply',
  kubernetesCluster: 'local',
  namespace: 'default',
  timeoutSeconds: 120,
};

const broker = (kafkaTopic: string, realtime?: string) => ({
  type: 'iot-broker',
  name: `${kafkaTopic}-broker`,
  properties: {
    ...(realtime && { realtime }),
    connector: { kafkaTopic, mqttTopic: 'sensors/+' },
  },
});

const SERVICE = {
  type: 'realtime-webservice',
  name: 'pieces-by-rest-api',
  properties: {
    ...{ language: 'typescript', framework: 'fastify', realtime: EXISTING },
    image: 'registry.example.org/pieces:1.0.0',
    streaming: { enabled: true, topics: ['pieces-by-rest'] },
  },
};

const PROCESSOR = {
  type: 'stream-processor',
  name: 'queries-by-rest-cleaner',
  properties: {
    realtime: EXISTING,
    topics: { input: ['ping_topic'], output: ['queries-by-rest'] },
    queries: [
      {
        name: 'clean',
        sql: 'INSERT INTO `queries-by-rest` SELECT STREAM * FROM ping_topic',
      },
    ],
  },
};

const PLATFORM = { profile: 'dev', database: 'postgres', iot: true };

describeInBrowser('platforms that are created through REST', () => {
  it.each<[string, string, string, object]>([
    [
      'a claim of a platform',
      'realtime-platform',
      'claim-by-rest',
      { ...PLATFORM, manifest: 'claim' },
    ],
    [
      'an application of a platform',
      'realtime-platform',
      'application-by-rest',
      { ...PLATFORM, manifest: 'application' },
    ],
    [
      'everything in one',
      'platform-components',
      'all-by-rest',
      { pattern: 'all-in-one', profile: 'dev', iot: true },
    ],
    [
      'pieces on a platform that exists',
      'platform-components',
      'pieces-by-rest',
      {
        pattern: 'pieces',
        components: [broker('pieces-events', EXISTING), SERVICE],
      },
    ],
    [
      'two environments',
      'platform-components',
      'environments-by-rest',
      {
        pattern: 'multi-environment',
        ...{ devNamespace: 'realtime', productionNamespace: 'default' },
        components: [broker('environment-events')],
      },
    ],
    [
      'blue and green',
      'platform-components',
      'twice-by-rest',
      {
        pattern: 'blue-green',
        ...{ realtime: EXISTING, language: 'python', topic: 'twice-by-rest' },
        blueImage: 'registry.example.org/twice:1.0.0',
        greenImage: 'registry.example.org/twice:1.1.0',
        ...{ hostname: 'twice.example.org', gateway: 'public' },
      },
    ],
  ])(
    'are ready and in the catalog: %s',
    async (_what, template, name, values) => {
      const user = await RestUser.signIn(running.url, 'owner');
      const form = { ...COMMON, ...values, name };
      const { error, told } = await createByRest(user, template, form);
      expect({ error, told: error ? told : [] }).toEqual({ told: [] });
      expect(told.join('\n')).toMatch(/Ready +(\w+ → )?True/);
      await untilInCatalog(user, `resource/default/${name}`);
    },
  );

  it('fails with what a component waits for, when the sandbox has nothing for it', async () => {
    const user = await RestUser.signIn(running.url, 'owner');
    const name = 'queries-by-rest';
    const form = {
      ...{ ...COMMON, name, pattern: 'pieces', timeoutSeconds: 10 },
      components: [PROCESSOR],
    };
    const { error } = await createByRest(user, 'platform-components', form);
    expect(error?.message).toMatch(
      /not Ready after 10 s.*submitting the queries: there is no Secret ping-pong-lenses-secret/s,
    );
    expect(
      await user.has(`catalog/entities/by-name/resource/default/${name}`),
    ).toBe(false);
  });
});
