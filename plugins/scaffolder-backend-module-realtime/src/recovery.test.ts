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
import {
  claim,
  counter,
  pieces,
  pingPong,
  twice,
} from './testUtils/templateForms';

/** Applied to the cluster of the test, and waited for. */
const applied = {
  delivery: 'apply',
  kubernetesCluster: 'local',
  namespace: 'default',
};

const ASK: Death = ['Ask the cluster', ['dry run on the Kubernetes cluster']];

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
  left: { half: string[]; all: string[] };
  entityRef: string;
  /** Becomes ready after the backend died in the step of that name. */
  ready?: Record<string, Ready>;
}

const PING_PONG: Case = {
  template: 'ping-pong-service',
  values: { ...pingPong, ...applied },
  deaths: [
    ['Check names', ['names are right']],
    ['Build project files', ['Writing file']],
    ['Build the service', ['Template result written', 'Writing file']],
    [
      'Build claims',
      ['RealtimePlatformClaim ping-orders-platform in default is in'],
    ],
    ['Validate manifests', ['manifests are well']],
    ASK,
    ['Publish', ['copied 10\n']],
    ['Apply', ['RealtimePlatformClaim in default, version']],
    ['Await the platform and the service', ['waits for Ready']],
    REGISTER,
  ],
  left: {
    half: ['RealtimePlatformClaim ping-orders-platform'],
    all: [
      'ApplicationClaim ping-orders',
      'RealtimePlatformClaim ping-orders-platform',
    ],
  },
  ready: {
    'Await the platform and the service': { [claimPath('ping-orders')]: READY },
  },
  entityRef: 'component:default/ping-orders',
};

const PLATFORM: Case = {
  template: 'realtime-platform',
  values: { ...claim, ...applied },
  deaths: [
    ['Check names', ['names are right']],
    ['Build the claim', ['RealtimePlatformClaim streams in default is in']],
    ['Validate the manifest', ['1 manifest is well']],
    ['Build the files around it', ['Writing file']],
    ASK,
    ['Publish', ['copied 3\n']],
    ['Apply', ['RealtimePlatformClaim in default, version']],
    ['Await the platform', ['waits for Ready']],
    REGISTER,
  ],
  left: {
    half: ['RealtimePlatformClaim streams'],
    all: ['RealtimePlatformClaim streams'],
  },
  ready: {
    'Await the platform': {
      [claimPath('streams', 'realtimeplatformclaims')]: READY,
    },
  },
  entityRef: 'resource:default/streams',
};

const COMPONENTS: Case = {
  template: 'platform-components',
  existing: [
    {
      apiVersion: 'platform.example.org/v1alpha1',
      kind: 'RealtimePlatformClaim',
      metadata: { name: twice.realtime, namespace: 'default' },
      spec: { name: twice.realtime },
    },
  ],
  values: { ...pieces, ...twice, ...applied },
  deaths: [
    ['Check names', ['names are right']],
    ['Build blue', ['Application pipeline-blue in default is in']],
    ['Build green', ['Application pipeline-green in default is in']],
    ['Validate the manifests', ['2 manifests are well']],
    ['Build the files around them', ['Writing file']],
    ['Build the route', ['Template result written', 'Writing file']],
    ASK,
    ['Publish', ['copied 3\n']],
    ['Apply', ['Application in default, version']],
    ['Await the application', ['waits for Ready']],
    ['Await green', ['waits for Ready', 'waits for Ready']],
    REGISTER,
  ],
  left: {
    half: ['Application pipeline-blue'],
    all: ['Application pipeline-blue', 'Application pipeline-green'],
  },
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
  values: { ...counter, ...applied },
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
    ASK,
    ['Publish', ['copied 10\n']],
    ['Apply', ['StatefulSet in default, version']],
    REGISTER,
  ],
  left: {
    half: [
      'AnalysisTemplate order-counter-judge',
      'AnalysisTemplate order-counter-watch',
      'StatefulSet order-counter-database',
    ],
    all: [
      'AnalysisTemplate order-counter-judge',
      'AnalysisTemplate order-counter-watch',
      'Deployment order-counter-log-output',
      'NetworkPolicy order-counter-database',
      'PodDisruptionBudget order-counter',
      'Rollout order-counter',
      'Service order-counter',
      'Service order-counter-canary',
      'Service order-counter-database',
      'Service order-counter-log-output',
      'Service order-counter-stable',
      'StatefulSet order-counter-database',
    ],
  },
  entityRef: 'component:default/order-counter',
};

describe.each([PING_PONG, PLATFORM, COMPONENTS, CANARY])(
  'a backend that is killed in the middle of every step of $template',
  killed => {
    jest.setTimeout(600_000);
    const { left, entityRef, ready = {} } = killed;
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
      expect(named('Apply')).toEqual(left.half);
      expect(named('Register in the catalog')).toEqual(left.all);
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
