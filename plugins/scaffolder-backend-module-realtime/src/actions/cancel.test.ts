import { mkdir, readdir, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { LocalPublisher } from '../publish/LocalPublisher';
import { aPortal, type Portal } from '../testUtils/aPortal';
import { aTask, type Task } from '../testUtils/aTask';
import { claim, refOf } from '../testUtils/onCluster';
import { startSilent, type Silence } from '../testUtils/startSilent';
import { createPublishLocalAction } from './publishLocal';

/** Longest time between a cancellation and the end of the step, in ms. */
const PROMISED_MS = 1_000;

const silentCluster = { kubernetesCluster: 'silent' };

/** An input of each action that waits for a cluster. */
const waiting: Record<string, object> = {
  'realtime:manifest:apply': { manifests: [claim('a')] },
  'realtime:claim:await': { claimRef: refOf('a'), timeoutSeconds: 600 },
  'realtime:topic:create': { kafkaCluster: 'main', topics: [{ name: 'a' }] },
  'realtime:cleanup': { confirm: true },
};

const SILENCES: Silence[] = ['at once', 'in the middle', 'asks to wait'];

const FILES = 1_500;

describe('a task that is cancelled', () => {
  jest.setTimeout(60_000);
  let silent: Awaited<ReturnType<typeof startSilent>>;
  let portal: Portal;
  let task: Task;
  let stop: AbortController;

  beforeAll(async () => {
    silent = await startSilent();
    portal = await aPortal({ silent: silent.settings });
  });

  afterAll(async () => {
    await portal.close();
    await silent.close();
  });

  beforeEach(async () => {
    task = await aTask();
    stop = new AbortController();
  });

  afterEach(() => task.close());

  /** Cancels a running step and gives back how long it took to end, in ms. */
  async function cancel(running: Promise<unknown>): Promise<number> {
    const startedMs = performance.now();
    stop.abort(new Error('cancelled'));
    await expect(running).rejects.toThrow('cancelled');
    return performance.now() - startedMs;
  }

  const run = (id: string, input: object) => {
    const running = task.run(portal.action(id), input, { signal: stop.signal });
    running.catch(() => undefined);
    return running;
  };

  it.each(
    Object.keys(waiting).flatMap(id => SILENCES.map(how => [id, how] as const)),
  )(
    'ends %s within a second on a cluster that is silent %s',
    async (id, how) => {
      const reached = silent.fallSilent(how);
      const running = run(id, { ...silentCluster, ...waiting[id] });
      await reached;
      expect(await cancel(running)).toBeLessThan(PROMISED_MS);
      await silent.isLeft();
    },
  );

  it.each([...Object.keys(waiting), 'realtime:publish:local'])(
    'ends %s within a second while nobody says whether it is permitted',
    async id => {
      const asked = portal.hang();
      const running = run(id, { name: 'a', ...silentCluster, ...waiting[id] });
      await asked;
      expect(await cancel(running)).toBeLessThan(PROMISED_MS);
      portal.deny(false);
    },
  );

  it('leaves nothing published when it was copying', async () => {
    const source = join(task.workspacePath, 'project');
    await mkdir(source);
    for (let i = 0; i < FILES; i++)
      await writeFile(join(source, `${i}.txt`), `${i}`);
    const { root, permissions } = portal;
    const bounds = { maxFiles: 2 * FILES, maxBytes: 1_000_000 };
    const publisher = LocalPublisher.create(
      { root, ...bounds },
      async () => '',
    );
    const action = createPublishLocalAction({ permissions, publisher });
    const { signal } = stop;
    const running = task.run(action, { name: 'a' }, { signal });
    running.catch(() => undefined);
    while ((await readdir(root)).length === 0)
      await new Promise(resolve => setImmediate(resolve));
    expect(await cancel(running)).toBeLessThan(PROMISED_MS);
    expect(await readdir(root)).toEqual([]);
  });

  it('ends realtime:manifest:validate between two files', async () => {
    const folder = join(task.workspacePath, 'manifests');
    await mkdir(folder);
    const text = `a: [${'{b: 1},'.repeat(20_000)}]\n`;
    for (let i = 0; i < 100; i++)
      await writeFile(join(folder, `${i}.yaml`), text);
    const running = run('realtime:manifest:validate', {});
    await new Promise(resolve => setImmediate(resolve));
    expect(await cancel(running)).toBeLessThan(PROMISED_MS);
  });

  it('does not remove what it published', async () => {
    await writeFile(join(task.workspacePath, 'a.txt'), 'a');
    await task.run(portal.action('realtime:publish:local'), { name: 'a' });
    const signal = AbortSignal.abort(new Error('cancelled'));
    const input = { confirm: true, published: 'a' };
    await expect(
      task.run(portal.action('realtime:cleanup'), input, { signal }),
    ).rejects.toThrow('cancelled');
    expect(await readdir(portal.root)).toEqual(['a']);
  });
});
