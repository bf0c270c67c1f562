import Ajv from 'ajv';
import { readdir, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { parse } from 'yaml';
import { aPortal, type Portal } from '../testUtils/aPortal';
import { aTask, type Task } from '../testUtils/aTask';
import { allObjects, claimPath, patch } from '../testUtils/cluster';
import { textsBelow } from '../testUtils/textsBelow';

const CANARY = 'canary-7d1f0c-secret';

const application = {
  name: 'ping-pong',
  language: 'python',
  framework: 'fastapi',
};

const claimRef = {
  apiVersion: 'platform.example.org/v1alpha1',
  kind: 'ApplicationClaim',
  namespace: 'default',
  name: 'ping-pong',
};

const local = { kubernetesCluster: 'local' };

const topics = [{ name: 'ping_topic', retention: '24h' }];

/** An input of each action that works in the portal and workspace below. */
const inputs: Record<string, object> = {
  'realtime:names:check': { ...local, name: 'ping-orders' },
  'realtime:claim:build': { application, targetPath: 'built' },
  'realtime:oam:build': {
    name: 'app',
    components: [{ type: 'iot-broker', name: 'devices' }],
    targetPath: 'built',
  },
  'realtime:manifest:validate': {},
  'realtime:manifest:apply': local,
  'realtime:claim:await': { ...local, claimRef, timeoutSeconds: 20 },
  'realtime:topic:create': { ...local, kafkaCluster: 'main', topics },
  'realtime:publish:local': { name: 'ping-pong' },
  'realtime:cleanup': { ...local, confirm: true, published: 'other' },
};

const IDS = Object.keys(inputs);

/** Those that build or check only need nobody's leave. */
const GUARDED = [IDS[0], ...IDS.slice(4)];

const READY = {
  status: {
    conditions: [
      {
        type: 'Ready',
        status: 'True',
        reason: 'Available',
        lastTransitionTime: '2026-01-01T00:00:00Z',
      },
    ],
  },
};

describe('every action', () => {
  jest.setTimeout(60_000);
  let portal: Portal;
  let task: Task;

  beforeAll(async () => {
    portal = await aPortal();
  });

  afterAll(() => portal.close());

  beforeEach(async () => {
    task = await aTask();
    await writeFile(join(task.workspacePath, 'catalog-info.yaml'), 'kind: X\n');
    const built = await task.run(portal.action('realtime:claim:build'), {
      application,
    });
    // What claim:await waits for is there already, made by somebody else.
    const other = await aTask({ id: 'other' });
    const { manifests } = built;
    await other.run(portal.action('realtime:manifest:apply'), {
      ...local,
      manifests,
    });
    await patch(portal.kubernetes, claimPath('ping-pong'), READY, '/status');
    await other.close();
  });

  afterEach(async () => {
    await task.close();
    await portal.empty();
  });

  const state = async () => ({
    objects: (await allObjects(portal.client)).map(({ metadata }) => [
      metadata.name,
      metadata.uid,
      metadata.resourceVersion,
    ]),
    published: await readdir(portal.root),
  });

  it('is in this test', () => {
    expect(portal.actions.map(({ id }) => id)).toEqual(IDS);
  });

  it.each(IDS)('%s sets each output it declares, of its type', async id => {
    const { schema } = portal.action(id);
    const outputs = await task.run(portal.action(id), inputs[id]);
    expectOutputs(schema?.output, outputs);
  });

  it.each(IDS)(
    '%s touches nothing in a dry run, and gives the same shape',
    async id => {
      const { schema, supportsDryRun, handler } = portal.action(id);
      expect(supportsDryRun).toBe(true);
      const before = await state();
      const outputs = await task.run({ handler }, inputs[id], {
        isDryRun: true,
      });
      expect(await state()).toEqual(before);
      expectOutputs(schema?.output, outputs);
    },
  );

  it.each(IDS)('%s run twice gives the same, and nothing twice', async id => {
    const first = await task.run(portal.action(id), inputs[id]);
    const after = await state();
    const second = await task.run(portal.action(id), inputs[id]);
    expect(second).toEqual(first);
    expect(await state()).toEqual(after);
  });

  it.each(IDS)(
    '%s run again after a crash that lost its checkpoints gives the same',
    async id => {
      const first = await task.run(portal.action(id), inputs[id]);
      const after = await state();
      task.checkpoints.clear();
      expect(await task.run(portal.action(id), inputs[id])).toEqual(first);
      expect(await state()).toEqual(after);
    },
  );

  it.each(IDS)('%s does nothing once the task is cancelled', async id => {
    const before = await state();
    const signal = AbortSignal.abort(new Error('cancelled'));
    const startedMs = performance.now();
    await expect(
      task.run(portal.action(id), inputs[id], { signal }),
    ).rejects.toThrow('cancelled');
    expect(performance.now() - startedMs).toBeLessThan(1_000);
    expect(await state()).toEqual(before);
  });

  it.each(GUARDED)('%s does nothing for a user without the right', async id => {
    portal.deny(true);
    const before = await state();
    for (const isDryRun of [false, true])
      await expect(
        task.run(portal.action(id), inputs[id], { isDryRun }),
      ).rejects.toMatchObject({ code: 'realtime.create.forbidden' });
    portal.deny(false);
    expect(await state()).toEqual(before);
  });

  it.each(IDS)('%s lets no secret out', async id => {
    const { admin } = portal.kubernetes;
    const secrets = { USER_OAUTH_TOKEN: CANARY };
    const outputs = await task.run(portal.action(id), inputs[id], { secrets });
    const everywhere = [
      JSON.stringify(outputs),
      ...task.logs,
      ...task.checkpoints.values(),
      ...(await textsBelow(task.workspacePath)),
      ...(await textsBelow(portal.root)),
      JSON.stringify(await allObjects(portal.client)),
    ].join('\n');
    expect(everywhere).not.toContain(CANARY);
    expect(everywhere).not.toContain(admin.serviceAccountToken);
  });

  it.each(IDS)('%s has examples that its own schema accepts', id => {
    const { examples = [], schema } = portal.action(id);
    expect(examples.length).toBeGreaterThan(0);
    for (const { example } of examples) {
      const [step] = parse(example).steps;
      expect(step.action).toBe(id);
      expect(problemsOf(schema?.input, step.input)).toEqual([]);
    }
  });

  it.each(IDS.filter(id => 'kubernetesCluster' in inputs[id]))(
    '%s refuses a cluster that is not known, with those that are',
    async id => {
      const input = { ...inputs[id], kubernetesCluster: 'elsewhere' };
      await expect(task.run(portal.action(id), input)).rejects.toMatchObject({
        code: 'realtime.kubernetes.unknown-cluster',
        message: expect.stringContaining(
          'known are local, wide, away, personal',
        ),
      });
    },
  );

  it.each(IDS.filter(id => 'kubernetesCluster' in inputs[id]))(
    '%s fails when the cluster is away',
    async id => {
      const kubernetesCluster = 'away';
      const input = { ...inputs[id], kubernetesCluster, timeoutSeconds: 0.2 };
      await expect(task.run(portal.action(id), input)).rejects.toMatchObject({
        code: expect.stringMatching(/unreachable|not-ready/),
      });
    },
  );
});

function expectOutputs(schema: unknown, outputs: Record<string, unknown>) {
  const { properties = {} } = schema as { properties?: object };
  expect(Object.keys(outputs).sort()).toEqual(Object.keys(properties).sort());
  expect(problemsOf(schema, outputs)).toEqual([]);
}

/** Mistakes of a value by its schema; what a template fills in later counts as right. */
function problemsOf(schema: unknown, value: object): string[] {
  const ajv = new Ajv({ strict: false, allErrors: true, verbose: true });
  ajv.validate(schema as object, value);
  return (ajv.errors ?? [])
    .filter(({ data }) => !/^\$\{\{.*\}\}$/.test(String(data)))
    .map(({ instancePath, message }) => `${instancePath} ${message}`);
}
