import { checkBundle } from './checkBundle';
import {
  anAnalysisTemplate,
  aPodTemplate,
  aRollout,
  aSecret,
  others,
} from '../testUtils/platformManifests';

const check = (...values: unknown[]) =>
  checkBundle(values.map((value, i) => ({ file: `${i}`, value })));

const errorsOf = (value: unknown) =>
  check(value)
    .findings.filter(({ severity }) => severity === 'error')
    .map(({ path, message }) => `${path}: ${message}`);

const routed = {
  ...{ canaryService: 'canary', stableService: 'stable' },
  trafficRouting: { plugins: {}, managedRoutes: [{ name: 'mine' }] },
};

const step = (...steps: object[]) => aRollout({ steps });

const withSteps = (canary: object, ...steps: object[]) =>
  aRollout({ ...canary, steps });

describe('manifests of the platform', () => {
  it.each<[string, unknown]>([
    ['a rollout', aRollout()],
    ['a rollout with a router', withSteps(routed, { setWeight: 1 })],
    ['two pods with a router', aRollout(routed, { replicas: 2 })],
    ['pods that something else scales', aRollout({}, { replicas: undefined })],
    ['a pause without an end', step({ pause: {} })],
    [
      'blue and green',
      aRollout({}, { strategy: { blueGreen: { activeService: 'a' } } }),
    ],
    ['an analysis', anAnalysisTemplate()],
    [
      'an analysis that counts once',
      anAnalysisTemplate({ count: 1, interval: undefined }),
    ],
    ['a form of a secret', aSecret({ stringData: { password: '' } })],
    [
      'a secret that SOPS has encrypted',
      aSecret({
        stringData: { password: 'ENC[AES256_GCM,data:a,iv:b,tag:c,type:str]' },
        sops: { age: [] },
      }),
    ],
    ...Object.entries(others),
  ])('pass: %s', (_what, value) => {
    expect(errorsOf(value)).toEqual([]);
    expect(check(value).notChecked).toEqual([]);
  });

  it.each<[string, unknown, string]>([
    [
      'a step that does two things',
      step({ setWeight: 25, pause: {} }),
      'strategy.canary.steps[0]: a step does exactly one of',
    ],
    ['a step that does nothing', step({}), 'a step does exactly one of'],
    ['a step nobody knows', step({ wait: 1 }), 'steps[0].wait: is not a field'],
    [
      'a weight of more than all',
      step({ setWeight: 101 }),
      'steps[0].setWeight: has to be a share of 0 to 100',
    ],
    [
      'a pause nobody can read',
      step({ pause: { duration: 'a minute' } }),
      'steps[0].pause.duration: write a duration as 60s or 5m',
    ],
    [
      'one pod that is to be a quarter',
      aRollout({}, { replicas: 1 }),
      'steps[0].setWeight: means nothing with 1 pods: without a router it is a share of them, and 25 % needs 4',
    ],
    [
      'three pods of which one is to be a quarter',
      aRollout({}, { replicas: 3 }),
      'means nothing with 3 pods',
    ],
    [
      'nine pods of which one is to be a tenth',
      withSteps({}, { setWeight: 90 }),
      '90 % needs 10',
    ],
    [
      'a router without services',
      aRollout({ trafficRouting: { plugins: {} } }),
      'canary.canaryService: is missing: a router needs a Service for each version',
    ],
    [
      'one service for both versions',
      aRollout({ canaryService: 'a', stableService: 'a' }),
      'canaryService: is the stable one as well',
    ],
    [
      'a scale without a router',
      step({ setCanaryScale: { weight: 1 } }),
      'setCanaryScale: does nothing without trafficRouting',
    ],
    [
      'a route that the router does not have',
      withSteps(routed, { setHeaderRoute: { name: 'other' } }),
      'setHeaderRoute: "other" is not among trafficRouting.managedRoutes',
    ],
    [
      'a selector that finds other pods',
      aRollout({}, { selector: { matchLabels: { app: 'other' } } }),
      'selector.matchLabels.app: is not a label of the pods',
    ],
    [
      'neither a template nor a reference',
      aRollout({}, { template: undefined }),
      'spec: has one of template and workloadRef',
    ],
    [
      'two strategies',
      aRollout({}, { strategy: {} }),
      'spec.strategy: has one of canary and blueGreen',
    ],
    [
      'an argument of two values',
      step({
        analysis: {
          templates: [{ templateName: 'a' }],
          args: [{ name: 'a', value: 'b', valueFrom: {} }],
        },
      }),
      'args[0]: has one of value and valueFrom',
    ],
    [
      'a condition that ends in an error without data',
      anAnalysisTemplate({ failureCondition: 'result[0] > 1' }),
      'metrics[0].failureCondition: ends in an error when there are no series',
    ],
    [
      'several measurements at once',
      anAnalysisTemplate({ interval: undefined }),
      'metrics[0].interval: is missing',
    ],
    [
      'an argument that the analysis does not have',
      anAnalysisTemplate({}, { args: [] }),
      'spec.args: lacks "hash", which a metric uses',
    ],
    [
      'a metric of two sources',
      anAnalysisTemplate({ provider: { prometheus: { query: 'a' }, web: {} } }),
      'provider: has exactly one source of values',
    ],
    [
      'an authentication that no release has',
      anAnalysisTemplate({
        provider: { prometheus: { query: 'a', authentication: { basic: {} } } },
      }),
      'authentication.basic: is not a field here',
    ],
    [
      'the image latest',
      aRollout({}, { template: aPodTemplate({ image: 'a.io/b:latest' }) }),
      'containers[0].image: the tag latest does not say which image runs',
    ],
    [
      'a container that may take all memory',
      aRollout(
        {},
        { template: aPodTemplate({ resources: { requests: {}, limits: {} } }) },
      ),
      'containers[0].resources: a container has a limit of memory',
    ],
    [
      'a container nobody asks how it is',
      aRollout({}, { template: aPodTemplate({ livenessProbe: undefined }) }),
      'containers[0].livenessProbe: is missing',
    ],
    [
      'a container with rights',
      aRollout(
        {},
        {
          template: aPodTemplate({
            securityContext: { allowPrivilegeEscalation: true },
          }),
        },
      ),
      'allowPrivilegeEscalation: has to be one of false',
    ],
    [
      'a secret in plain text',
      aSecret({ stringData: { username: 'bob' } }),
      'stringData.username: holds a value in plain text',
    ],
    [
      'a secret that is only encoded',
      aSecret({ data: { username: 'Ym9i' } }),
      'data.username: holds a value in plain text',
    ],
    [
      'a password in the place of a name',
      { ...others.ExternalSecret, spec: { password: 'hunter2' } },
      'spec.password: a secret is never written',
    ],
    [
      'a health check of a path that is none',
      {
        ...others.HealthCheckPolicy,
        spec: {
          default: {
            config: {
              type: 'HTTP',
              httpHealthCheck: { requestPath: 'health' },
            },
          },
          targetRef: { kind: 'Service', name: 'a' },
        },
      },
      'requestPath',
    ],
  ])('refused: %s', (_what, value, expected) => {
    const errors = errorsOf(value);
    expect(errors[0]).toContain(expected);
    expect(errors.join()).not.toContain('hunter2');
  });

  it('are told what has to exist beside them', () => {
    const missing = check(
      aRollout(routed),
      anAnalysisTemplate(),
      others.HTTPRoute,
      others.Kustomization,
    ).findings.map(({ message }) => /refers to (\S+),/.exec(message)?.[1]);
    expect(missing.sort()).toEqual([
      'AnalysisTemplate/judge',
      'Gateway/public',
      'GitRepository/counter',
      'Secret/sops-age',
      'Service/canary',
      'Service/counter',
      'Service/stable',
    ]);
  });

  it('find the secrets that an operator makes', () => {
    const uses = (name: string) =>
      aRollout(
        { steps: [] },
        {
          template: aPodTemplate({
            env: [
              { name: 'A', valueFrom: { secretKeyRef: { name, key: 'b' } } },
            ],
          }),
        },
      );
    const { ExternalSecret, Cluster } = others;
    const warningsOf = (...values: unknown[]) =>
      check(...values).findings.map(({ message }) => message.split(',')[0]);
    const store = 'refers to ClusterSecretStore/vault';
    expect(warningsOf(uses('database'), ExternalSecret)).toEqual([store]);
    expect(warningsOf(uses('counter-app'), Cluster)).toEqual([]);
    expect(warningsOf(uses('other'), Cluster)).toEqual([
      'refers to Secret/other',
    ]);
  });

  it('are only warned about where a site takes them as they are', () => {
    const entry = { file: 'a', value: aRollout({}, { replicas: 1 }) };
    const options = {
      otherKinds: ['Rollout.argoproj.io'],
      externals: ['AnalysisTemplate/judge'],
    };
    expect(checkBundle([entry], options).findings).toEqual([
      expect.objectContaining({ severity: 'warning', gate: 'rules' }),
    ]);
  });
});
