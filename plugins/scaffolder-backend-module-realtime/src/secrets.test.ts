import { mkdtemp, readFile, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { stringify } from 'yaml';
import { RestartedBackend } from './testUtils/RestartedBackend';
import { startKubernetes } from './testUtils/startKubernetes';
import { runTask } from './testUtils/tasks';
import { textsBelow } from './testUtils/textsBelow';
import { textsOfDatabases } from './testUtils/textsOfDatabases';

const personal = {
  kubernetesCluster: 'personal',
  token: '${{ secrets.KUBERNETES_TOKEN }}',
};

const step = (action: string, input: object) => ({
  id: action.replaceAll(':', '-'),
  name: action,
  action: `realtime:${action}`,
  input,
});

/** Every action that takes the token, and those that stand beside it. */
const TEMPLATE = {
  apiVersion: 'scaffolder.backstage.io/v1beta3',
  kind: 'Template',
  metadata: { name: 'service' },
  spec: {
    owner: 'group:default/team-a',
    type: 'service',
    steps: [
      step('claim:build', {
        application: {
          name: '${{ parameters.name }}',
          language: 'python',
          framework: 'fastapi',
        },
      }),
      step('manifest:validate', {}),
      step('manifest:apply', personal),
      step('topic:create', {
        ...personal,
        kafkaCluster: 'main',
        topics: [{ name: '${{ parameters.name }}' }],
      }),
      step('publish:local', { name: '${{ parameters.name }}' }),
      step('cleanup', { ...personal, confirm: false }),
      step('claim:await', {
        ...personal,
        claimRef: "${{ steps['claim-build'].output.claimRef }}",
        timeoutSeconds: 1,
      }),
    ],
    output: { applied: "${{ steps['manifest-apply'].output }}" },
  },
};

describe('a secret that a user gives to a task', () => {
  jest.setTimeout(120_000);
  let kubernetes: Awaited<ReturnType<typeof startKubernetes>>;
  let backend: RestartedBackend;
  let folder: string;

  beforeAll(async () => {
    kubernetes = await startKubernetes();
    const { url, caData } = kubernetes.admin;
    const clusters = { personal: { url, caData, asUser: true } };
    folder = await mkdtemp(join(tmpdir(), 'realtime-template-'));
    const template = join(folder, 'template.yaml');
    await writeFile(template, stringify(TEMPLATE));
    backend = await RestartedBackend.create(template, {
      kubernetes: { clusters },
    });
    backend.start();
  });

  afterAll(async () => {
    await backend.close();
    await kubernetes.close();
    await rm(folder, { recursive: true, force: true });
  });

  /** Runs a task to its end and gives back all its events. */
  async function run(name: string, token: string): Promise<string> {
    const { events } = await runTask(backend, {
      template: 'service',
      values: { name },
      secrets: { KUBERNETES_TOKEN: token },
    });
    return JSON.stringify(events);
  }

  it('is in no log, output, database, workspace or project afterwards, be it that it opened the cluster or not', async () => {
    const { admin, powerless } = kubernetes.api.tokens;
    const done = await run('ping-orders', admin);
    expect(done).toMatch(/ping-orders +created +ApplicationClaim in default/);
    expect(done).toContain('is not Ready after 1 s');
    const refused = await run('ping-parcels', powerless);
    expect(refused).toContain('lacks this right');
    const rows = await textsOfDatabases(backend.database);
    const places = {
      events: [done, refused],
      log: [await readFile(backend.log, 'utf8')],
      database: rows,
      workspaces: await textsBelow(backend.workspaces),
      published: await textsBelow(backend.published),
    };
    // Each place has something of the task, or was not looked at.
    for (const place of ['log', 'database', 'published'] as const)
      expect(places[place].join('\n')).toContain('ping-orders');
    for (const [place, texts] of Object.entries(places))
      for (const token of [admin, powerless])
        expect([place, texts.join('\n').includes(token)]).toEqual([
          place,
          false,
        ]);
  });
});
