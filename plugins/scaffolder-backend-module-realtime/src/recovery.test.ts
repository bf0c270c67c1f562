import { readdir } from 'node:fs/promises';
import {
  applicationPath,
  claimPath,
  patch,
  WORKLOAD_KINDS,
} from './testUtils/cluster';
import {
  killInEveryStep,
  startKilled,
  type Death,
  type Killed,
} from './testUtils/killedTask';
import { twice } from './testUtils/templateForms';

const FORM = {
  description: 'Made to be killed.',
  owner: 'group:default/team-a',
  publish: 'local',
  delivery: 'apply',
  kubernetesCluster: 'local',
  namespace: 'default',
};

const REGISTER: Death = [
  'Register in the catalog',
  ['"POST /api/catalog/locations'],
];

/** What makes an object of the cluster ready, by its path. */
type Ready = Record<string, object>;

const READY = {
  conditions: [
    {
      type: 'Ready',
      status: 'True',
      reason: 'Available',
      lastTransitionTime: '2026-01-01T00:00:00Z',
    },
  ],
};

const HEALTHY = { status: 'running', services: [] };

/** A template with everything that it leaves behind. */
interface Case extends Killed {
  /** Objects on the cluster when the backend died while it applied them, and in the end. */
  applied: [half: string[], all: string[]];
  entityRef: string;
  /** Becomes ready after the backend died in the step of that name. */
  ready?: Record<string, Ready>;
}

const PING_PONG: Case = {
  template: 'ping-pong-service',
  values: {
    ...FORM,
    name: 'ping-orders',
    language: 'typescript',
    platform: 'create',
    kafkaCluster: 'local',
    mqttBroker: 'local',
  },
  deaths: [
    ['Check names', ['names are right']],
    ['Build project files', ['Writing file']],
    ['Build the service', ['Template result written', 'Writing file']],
    [
      'Build claims',
      ['RealtimePlatformClaim ping-orders-platform in default is in'],
    ],
    ['Validate manifests', ['manifests are well']],
    ['Publish', ['copied 10\n']],
    ['Apply', ['RealtimePlatformClaim in default, version']],
    ['Await the platform and the service', ['waits for Ready']],
    REGISTER,
  ],
  applied: [
    ['RealtimePlatformClaim ping-orders-platform'],
    [
      'ApplicationClaim ping-orders',
      'RealtimePlatformClaim ping-orders-platform',
    ],
  ],
  ready: {
    'Await the platform and the service': { [claimPath('ping-orders')]: READY },
  },
  entityRef: 'component:default/ping-orders',
};

const PLATFORM: Case = {
  template: 'realtime-platform',
  values: { ...FORM, name: 'streams', manifest: 'claim', profile: 'dev' },
  deaths: [
    ['Check names', ['names are right']],
    ['Build the claim', ['RealtimePlatformClaim streams in default is in']],
    ['Validate the manifest', ['1 manifests are well']],
    ['Build the files around it', ['Writing file']],
    ['Publish', ['copied 3\n']],
    ['Apply', ['RealtimePlatformClaim in default, version']],
    ['Await the platform', ['waits for Ready']],
    REGISTER,
  ],
  applied: [
    ['RealtimePlatformClaim streams'],
    ['RealtimePlatformClaim streams'],
  ],
  ready: {
    'Await the platform': {
      [claimPath('streams', 'realtimeplatformclaims')]: READY,
    },
  },
  entityRef: 'resource:default/streams',
};

const COMPONENTS: Case = {
  template: 'platform-components',
  values: { ...FORM, name: 'pipeline', ...twice },
  deaths: [
    ['Check names', ['names are right']],
    ['Build blue', ['Application pipeline-blue in default is in']],
    ['Build green', ['Application pipeline-green in default is in']],
    ['Validate the manifests', ['2 manifests are well']],
    ['Build the files around them', ['Writing file']],
    ['Build the route', ['Template result written', 'Writing file']],
    ['Publish', ['copied 3\n']],
    ['Apply', ['Application in default, version']],
    ['Await the application', ['waits for Ready']],
    ['Await green', ['waits for Ready', 'waits for Ready']],
    REGISTER,
  ],
  applied: [
    ['Application pipeline-blue'],
    ['Application pipeline-blue', 'Application pipeline-green'],
  ],
  ready: {
    'Await the application': { [applicationPath('pipeline-blue')]: HEALTHY },
    'Await green': { [applicationPath('pipeline-green')]: HEALTHY },
  },
  entityRef: 'resource:default/pipeline',
};

/** The step before, and then the first file of this one. */
const BUILD = ['Template result written', 'Writing file'];

const CANARY: Case = {
  template: 'canary-counter-service',
  values: {
    ...FORM,
    name: 'order-counter',
    language: 'typescript',
    image: 'registry.example.org/team/order-counter:0.1.0',
    traffic: 'pods',
    prometheusUrl: 'http://prometheus.monitoring.svc:9090',
    prometheusAuth: 'none',
    database: 'statefulset',
    secrets: 'sops',
    ageRecipient:
      'age1ql3z7hjy54pw3hyww5ayyfg7zqgvc7w3j2elw8zmrj2kg5sfn9aqmcac8p',
  },
  kinds: WORKLOAD_KINDS,
  deaths: [
    ['Check names', ['names are right']],
    ['Build project files', ['Writing file']],
    ['Build the service', BUILD],
    ['Build the rollout and its analysis', BUILD],
    ['Build the database', BUILD],
    ['Name who may read secrets', BUILD],
    ['Ask for the secret of the database', BUILD],
    ['Validate manifests', ['manifests are well']],
    ['Publish', ['copied 10\n']],
    ['Apply', ['StatefulSet in default, version']],
    REGISTER,
  ],
  applied: [
    ['AnalysisTemplate order-counter', 'StatefulSet order-counter-database'],
    [],
  ],
  entityRef: 'component:default/order-counter',
};

describe.each([PING_PONG, PLATFORM, COMPONENTS, CANARY])(
  'a backend that is killed in the middle of every step of $template',
  killed => {
    jest.setTimeout(600_000);
    const { applied, entityRef, ready = {} } = killed;
    let running: Awaited<ReturnType<typeof startKilled>>;

    beforeAll(async () => {
      running = await startKilled(killed);
    });

    afterAll(() => running.close());

    const makeReady = async (step: string) => {
      for (const [path, status] of Object.entries(ready[step] ?? {}))
        await patch(running.kubernetes, path, { status }, '/status');
    };

    it('ends with one result, and nothing twice', async () => {
      const { backend } = running;
      const { end, seen } = await killInEveryStep(running, killed, makeReady);
      expect(end).not.toHaveProperty('error');
      expect(end.output).toMatchObject({
        links: expect.arrayContaining([expect.objectContaining({ entityRef })]),
      });
      const named = (step: string) =>
        seen.get(step)?.map(([kind, name]) => `${kind} ${name}`);
      expect(named('Publish')).toEqual([]);
      expect(named('Apply')).toEqual(applied[0]);
      expect(named('Register in the catalog')).toEqual(applied[1]);
      expect(await running.identities()).toEqual(
        seen.get('Register in the catalog'),
      );
      const { name } = killed.values as { name: string };
      expect(await readdir(backend.published)).toEqual([name]);
      const locations =
        await backend.ask<{ data: { target: string } }[]>('catalog/locations');
      expect(locations?.map(({ data }) => data.target)).toEqual([
        expect.stringContaining(`/published/${name}/catalog-info.yaml`),
      ]);
    });
  },
);
