import { type ChildProcess, spawn } from 'node:child_process';
import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { createServer, type AddressInfo } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { setTimeout as pause } from 'node:timers/promises';
import { stringify } from 'yaml';
import { allObjects, claimPath, patch } from './testUtils/cluster';
import { startKubernetes } from './testUtils/startKubernetes';

const local = { kubernetesCluster: 'local' };

const TEMPLATE = {
  apiVersion: 'scaffolder.backstage.io/v1beta3',
  kind: 'Template',
  metadata: { name: 'service' },
  spec: {
    owner: 'group:default/team-a',
    type: 'service',
    steps: [
      {
        id: 'build',
        action: 'realtime:claim:build',
        input: {
          application: {
            name: 'ping',
            language: 'python',
            framework: 'fastapi',
          },
        },
      },
      {
        id: 'publish',
        action: 'realtime:publish:local',
        input: { name: 'ping' },
      },
      { id: 'apply', action: 'realtime:manifest:apply', input: local },
      {
        id: 'await',
        action: 'realtime:claim:await',
        input: { ...local, claimRef: '${{ steps.build.output.claimRef }}' },
      },
    ],
    output: {
      isReady: '${{ steps.await.output.isReady }}',
      operation: '${{ steps.apply.output.appliedResources[0].operation }}',
    },
  },
};

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

async function freePort(): Promise<number> {
  const server = createServer();
  await new Promise<void>(resolve => {
    server.listen(0, '127.0.0.1', resolve);
  });
  const { port } = server.address() as AddressInfo;
  await new Promise(resolve => server.close(resolve));
  return port;
}

describe('a backend that is killed while a task waits', () => {
  jest.setTimeout(240_000);
  let folder: string;
  let kubernetes: Awaited<ReturnType<typeof startKubernetes>>;
  let backend: ChildProcess | undefined;
  let url: string;

  beforeAll(async () => {
    folder = await mkdtemp(join(tmpdir(), 'realtime-recovery-'));
    kubernetes = await startKubernetes();
    const port = await freePort();
    url = `http://127.0.0.1:${port}`;
    const template = join(folder, 'template.yaml');
    await writeFile(template, stringify(TEMPLATE));
    const config = {
      backend: {
        baseUrl: url,
        listen: { host: '127.0.0.1', port },
        auth: { dangerouslyDisableDefaultAuthPolicy: true },
        database: {
          client: 'better-sqlite3',
          connection: { directory: join(folder, 'database') },
        },
      },
      catalog: {
        rules: [{ allow: ['Template'] }],
        locations: [{ type: 'file', target: template }],
      },
      scaffolder: {
        taskRecovery: { enabled: true, staleTimeout: { seconds: 3 } },
      },
      realtime: {
        kubernetes: { clusters: { local: kubernetes.admin } },
        publishLocal: { root: join(folder, 'published') },
      },
    };
    await writeFile(join(folder, 'config.yaml'), stringify(config));
  });

  afterAll(async () => {
    await kill();
    await kubernetes.close();
    await rm(folder, { recursive: true, force: true });
  });

  function start() {
    backend = spawn(
      process.execPath,
      [
        '--require',
        require.resolve('@backstage/cli/config/nodeTransform.cjs'),
        join(__dirname, 'testUtils/backendHost.ts'),
        ...['--config', join(folder, 'config.yaml')],
      ],
      { stdio: 'ignore', env: { ...process.env, NODE_ENV: 'development' } },
    );
  }

  /** As a crash would: nothing is said, nothing is saved. */
  async function kill() {
    if (!backend || backend.exitCode !== null) return;
    const gone = new Promise(resolve => backend?.once('exit', resolve));
    backend.kill('SIGKILL');
    await gone;
  }

  async function ask(path: string, body?: object) {
    try {
      const response = await fetch(`${url}/api/${path}`, {
        method: body ? 'POST' : 'GET',
        headers: { 'content-type': 'application/json' },
        body: body && JSON.stringify(body),
      });
      return response.ok ? await response.json() : undefined;
    } catch {
      return undefined;
    }
  }

  /** Another process tells nothing by itself, so it is asked again and again. */
  async function until<T>(find: () => Promise<T | undefined>): Promise<T> {
    for (;;) {
      const found = await find();
      if (found !== undefined) return found;
      await pause(200);
    }
  }

  it('goes on after the next start, with one claim and one result', async () => {
    start();
    const { id } = await until(async () => {
      const templateRef = 'template:default/service';
      return ask('scaffolder/v2/tasks', { templateRef, values: {} });
    });
    const events = (): Promise<Event[] | undefined> =>
      ask(`scaffolder/v2/tasks/${id}/events`);
    await until(async () =>
      (await events())?.find(({ body }) =>
        body.message.includes('Waiting for ApplicationClaim ping'),
      ),
    );
    const client = kubernetes.clusters.get('local');
    const [before] = await allObjects(client);
    await kill();
    await patch(kubernetes, claimPath('ping'), { status: READY }, '/status');

    start();
    const { body } = await until(async () =>
      (await events())?.find(({ type }) => type === 'completion'),
    );
    expect(body).toMatchObject({
      output: { isReady: true, operation: 'created' },
    });
    const after = await allObjects(client);
    expect(after.map(({ metadata }) => metadata.uid)).toEqual([
      before.metadata.uid,
    ]);
  });
});

interface Event {
  type: string;
  body: { message: string; output?: object };
}
