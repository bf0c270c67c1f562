import { mkdtemp, readdir, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { stringify } from 'yaml';
import { allObjects } from './testUtils/cluster';
import { templateFile } from './testUtils/killedTask';
import { claim, refOf } from './testUtils/onCluster';
import { RestartedBackend } from './testUtils/RestartedBackend';
import { startKubernetes } from './testUtils/startKubernetes';
import { startSilent } from './testUtils/startSilent';
import { cancelTask, endOf, eventsUntil, startTask } from './testUtils/tasks';
import { pingPong } from './testUtils/templateForms';

/** The scaffolder looks once a second whether a task was cancelled; the step has a second after that, in ms. */
const PROMISED_MS = 2_000;

const silently = { kubernetesCluster: 'silent' };

/** An input of each action that waits for a cluster. */
const WAITING: Record<string, object> = {
  'realtime:names:check': { name: 'a', ...silently },
  'realtime:manifest:apply': { manifests: [claim('a')], ...silently },
  'realtime:claim:await': { claimRef: refOf('a'), ...silently },
  'realtime:topic:create': {
    kafkaCluster: 'main',
    topics: [{ name: 'a' }],
    ...silently,
  },
  'realtime:cleanup': { confirm: true, ...silently },
};

const ACTIONS = Object.keys(WAITING);

/** Waits in the action that is asked for, and would publish after it. */
const TEMPLATE = {
  apiVersion: 'scaffolder.backstage.io/v1beta3',
  kind: 'Template',
  metadata: { name: 'waiting' },
  spec: {
    owner: 'group:default/team-a',
    type: 'service',
    steps: [
      ...Object.entries(WAITING).map(([action, input]) => ({
        id: action.replaceAll(':', '-'),
        name: action,
        action,
        if: `\${{ parameters.action == "${action}" }}`,
        input,
      })),
      {
        id: 'publish',
        name: 'Publish',
        action: 'realtime:publish:local',
        input: { name: 'after-it' },
      },
    ],
  },
};

describe('a task that is cancelled over HTTP', () => {
  jest.setTimeout(120_000);
  let kubernetes: Awaited<ReturnType<typeof startKubernetes>>;
  let silent: Awaited<ReturnType<typeof startSilent>>;
  let backend: RestartedBackend;
  let folder: string;

  beforeAll(async () => {
    kubernetes = await startKubernetes();
    silent = await startSilent();
    folder = await mkdtemp(join(tmpdir(), 'realtime-template-'));
    const waiting = join(folder, 'template.yaml');
    await writeFile(waiting, stringify(TEMPLATE));
    const clusters = { local: kubernetes.admin, silent: silent.settings };
    backend = await RestartedBackend.create(
      [waiting, templateFile('ping-pong-service')],
      { kubernetes: { clusters } },
    );
    backend.start();
  });

  afterAll(async () => {
    await backend.close();
    await silent.close();
    await kubernetes.close();
    await rm(folder, { recursive: true, force: true });
  });

  /** All that the task said until it ended, and how long that took, in ms. */
  async function cancel(id: string, isLeft: () => Promise<void>) {
    const startedMs = performance.now();
    await cancelTask(backend, id);
    await isLeft();
    const tookMs = performance.now() - startedMs;
    const { told } = await endOf(backend, id);
    return { tookMs, told };
  }

  it.each(ACTIONS)(
    'leaves %s at once, and does nothing of what would follow',
    async action => {
      const reached = silent.fallSilent('at once');
      const id = await startTask(backend, {
        template: 'waiting',
        values: { action },
      });
      await reached;
      const { tookMs, told } = await cancel(id, silent.isLeft);
      expect(tookMs).toBeLessThan(PROMISED_MS);
      expect(told).toContain('cancelled');
      expect(await readdir(backend.published).catch(() => [])).toEqual([]);
    },
  );

  it('leaves a platform that is being built, and says what exists', async () => {
    const id = await startTask(backend, {
      template: 'ping-pong-service',
      values: {
        ...pingPong,
        delivery: 'apply',
        kubernetesCluster: 'local',
        namespace: 'default',
      },
    });
    await eventsUntil(backend, id, ({ body }) =>
      body.message.includes('waits for Ready'),
    );
    const { tookMs, told } = await cancel(id, async () => {
      await endOf(backend, id);
    });
    expect(tookMs).toBeLessThan(PROMISED_MS);
    const client = kubernetes.clusters.get('local');
    const made = await allObjects(client);
    expect(made).toHaveLength(2);
    for (const { kind, metadata } of made)
      expect(told).toMatch(new RegExp(`${metadata.name} +created +${kind}`));
    expect(told).toContain(
      'ApplicationClaim ping-orders in default stays as it is',
    );
    expect(await backend.ask('catalog/locations')).toEqual([]);
  });
});
