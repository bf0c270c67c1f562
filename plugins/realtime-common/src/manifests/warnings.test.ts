import type { RealtimePlatformForm } from './schemas/realtimePlatformSpec';
import { buildClaims, type ClaimForm } from './claims';
import { buildOamApplication, type ComponentForm } from './oamApplication';
import { platform, service } from './testUtils/claimForms';

const licenseKeySecretRef = { name: 'lenses', key: 'licence' };

const snowflake = {
  ...{ enabled: true, credentialsSecret: 'snowflake' },
  ...{ database: 'ANALYTICS', schema: 'STREAMING' },
};

describe('warnings of claims', () => {
  it.each([
    [
      { application: { ...service, image: undefined } },
      'without image, the service does not run before its first image is built',
    ],
    [
      { application: { ...service, websocket: true, roles: ['processor'] } },
      'websocket has no effect without the role gateway',
    ],
    [
      { platform: { ...platform, iot: false, mqttConfig: { qosLevel: 0 } } },
      'mqttConfig has no effect while iot is false',
    ],
    [
      { platform: { ...platform, mqttConfig: { qosLevel: 0 } } },
      'mqttConfig.qosLevel has no effect: each client says how sure it wants to be',
    ],
    [
      { platform: { ...platform, mqttConfig: { enableWebSockets: false } } },
      'mqttConfig.enableWebSockets has no effect: the broker speaks MQTT over WebSockets, too',
    ],
    [
      { platform: { ...platform, lensesConfig: { licenseKeySecretRef } } },
      'lensesConfig has no effect: Lenses is not started by the platform, and the site brings one',
    ],
    [
      { platform: { ...platform, snowflakeConfig: snowflake } },
      'snowflakeConfig has no effect: nothing is copied into Snowflake by the platform',
    ],
    [
      { platform: { ...platform, scaling: { targetCPU: 50 } } },
      'scaling.targetCPU has no effect: no part of the platform is scaled by processor use',
    ],
    [
      { platform: { ...platform, scaling: { maxReplicas: 9 } } },
      'scaling.maxReplicas has no effect: minReplicas brokers run, and more of them are added by hand',
    ],
    [
      { application: { ...service, cache: 'redis' } },
      'cache has no effect: no cache is started for a service',
    ],
    [
      { application: { ...service, exposeApi: true } },
      'exposeApi has no effect: the route to the service is made by the site',
    ],
  ] as [ClaimForm, string][])('tell what will have no effect', (form, text) => {
    expect(buildClaims(form)).toMatchObject({ ok: true, warnings: [text] });
  });

  it('are none about what every form says', () => {
    const scaling = { minReplicas: 3, maxReplicas: 5 };
    const usual: RealtimePlatformForm[] = [
      {
        mqttConfig: { enableWebSockets: true, qosLevel: 1 },
        scaling: { minReplicas: 1, maxReplicas: 3 },
      },
      { profile: 'production' },
      { profile: 'production', scaling },
    ].map(part => ({ ...platform, ...part }) as RealtimePlatformForm);
    for (const form of usual)
      expect(buildClaims({ platform: form })).toMatchObject({ warnings: [] });
  });
});

describe('warnings of an application', () => {
  const typed = (
    type: ComponentForm['type'],
    properties: Record<string, unknown>,
  ): ComponentForm => ({ type, name: 'it', properties });
  const ofService = { language: 'python', framework: 'fastapi' };

  it.each<[ComponentForm, string[]]>([
    [
      typed('stream-processor', {
        errorHandling: { policy: 'IGNORE', deadLetterTopic: 'broken' },
        processing: { checkpointInterval: '1m', stateBackend: 'rocksdb' },
      }),
      [
        'it: errorHandling.deadLetterTopic has no effect while the policy is not DEAD_LETTER',
        'it: processing.checkpointInterval has no effect: Lenses commits as it is set up',
        'it: processing.stateBackend has no effect: Lenses keeps its state as it is set up',
      ],
    ],
    [
      typed('analytics-dashboard', {
        dashboards: [{ name: 'overview' }],
        alerts: { enabled: true },
        authentication: { provider: 'oauth', secretRef: 'oidc' },
      }),
      [
        'it: dashboards have no effect: people make them, or objects of the site',
        'it: alerts have no effect: contact points are objects of the site',
        'it: authentication.provider has no effect: people sign in as the program itself does it',
      ],
    ],
    [
      typed('realtime-webservice', { ...ofService, cache: 'redis' }),
      [
        'it: without image, the service does not run before its first image is built',
        'it: cache has no effect: no cache is started for a service',
      ],
    ],
    [
      typed('realtime-platform', { database: 'mysql' }),
      [
        'it: database mysql needs a server that exists; no MySQL is started by the platform',
      ],
    ],
    [typed('iot-broker', {}), []],
  ])('name the component: %j', (component, warnings) => {
    const built = buildOamApplication({ name: 'app', components: [component] });
    expect(built).toMatchObject({ ok: true, warnings });
  });
});
