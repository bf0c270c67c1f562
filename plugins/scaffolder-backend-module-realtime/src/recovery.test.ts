import { readdir } from 'node:fs/promises';
import { join } from 'node:path';
import { allObjects, claimPath, patch } from './testUtils/cluster';
import { RestartedBackend, until } from './testUtils/RestartedBackend';
import { startKubernetes } from './testUtils/startKubernetes';

const TEMPLATE = join(
  __dirname,
  '../../../templates/ping-pong-service/template.yaml',
);

const VALUES = {
  name: 'ping-orders',
  description: 'Answers every ping with a pong.',
  owner: 'group:default/team-a',
  language: 'typescript',
  platform: 'create',
  kafkaCluster: 'local',
  mqttBroker: 'local',
  publish: 'local',
  delivery: 'apply',
  kubernetesCluster: 'local',
  namespace: 'default',
};

const PLATFORM = 'RealtimePlatformClaim ping-orders-platform in default';

/** Each step of the template, and the texts after which the backend dies in its middle. */
const DEATHS: [step: string, texts: string[]][] = [
  ['Check names', ['names are right']],
  ['Build project files', ['Writing file']],
  ['Build the service', ['Template result written', 'Writing file']],
  ['Build claims', [`${PLATFORM} is in`]],
  ['Validate manifests', ['manifests are well']],
  ['Publish', ['copied 10\n']],
  ['Apply claims', ['RealtimePlatformClaim in default, version']],
  ['Await the platform and the service', ['waits for Ready']],
  ['Register in the catalog', ['"POST /api/catalog/locations']],
];

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

interface Event {
  type: string;
  body: { message: string; output?: object; error?: object };
}

describe('a backend that is killed in the middle of every step of a template', () => {
  jest.setTimeout(300_000);
  let kubernetes: Awaited<ReturnType<typeof startKubernetes>>;
  let backend: RestartedBackend;

  beforeAll(async () => {
    kubernetes = await startKubernetes();
    // Other than the ten seconds that the host hurries.
    const clusters = { local: { ...kubernetes.admin, timeoutMs: 9_000 } };
    backend = await RestartedBackend.create(TEMPLATE, {
      kubernetes: { clusters },
    });
  });

  afterAll(async () => {
    await backend.close();
    await kubernetes.close();
  });

  const makeReady = () =>
    patch(kubernetes, claimPath('ping-orders'), { status: READY }, '/status');

  const uids = async () =>
    (await allObjects(kubernetes.clusters.get('local')))
      .map(({ metadata }) => [metadata.name, metadata.uid])
      .sort();

  it('ends with one result, and nothing twice', async () => {
    const [[, first], ...later] = DEATHS;
    backend.start(first);
    const { id } = await until(() =>
      backend.ask<{ id: string }>('scaffolder/v2/tasks', {
        templateRef: 'template:default/ping-pong-service',
        values: VALUES,
      }),
    );
    expect(await backend.died()).toBe('SIGKILL');
    const seen = new Map<string, unknown[]>();
    for (const [step, texts] of later) {
      backend.start(texts);
      expect([step, await backend.died()]).toEqual([step, 'SIGKILL']);
      seen.set(step, await uids());
      if (step.startsWith('Await')) await makeReady();
    }
    backend.start();
    const { body } = await until(async () =>
      (await backend.ask<Event[]>(`scaffolder/v2/tasks/${id}/events`))?.find(
        ({ type }) => type === 'completion',
      ),
    );
    expect(body).not.toHaveProperty('error');
    expect(body.output).toMatchObject({
      links: expect.arrayContaining([
        expect.objectContaining({
          entityRef: 'component:default/ping-orders',
        }),
      ]),
    });
    expect(seen.get('Publish')).toEqual([]);
    expect(seen.get('Apply claims')).toHaveLength(1);
    const made = seen.get('Register in the catalog');
    expect(made).toHaveLength(2);
    expect(await uids()).toEqual(made);
    expect(await readdir(backend.published)).toEqual(['ping-orders']);
    const locations =
      await backend.ask<{ data: { target: string } }[]>('catalog/locations');
    expect(locations?.map(({ data }) => data.target)).toEqual([
      expect.stringContaining('/published/ping-orders/catalog-info.yaml'),
    ]);
  });
});
