import { aPortal, type Portal } from './aPortal';
import { aTask, type Task } from './aTask';
import { allObjects } from './cluster';

/** The cluster that steps of a test work on. */
export const local = { kubernetesCluster: 'local' };

/** An ApplicationClaim that every gate lets through. */
export const claim = (
  name: string,
  spec: object = {},
  metadata: object = {},
) => ({
  apiVersion: 'platform.example.org/v1alpha1',
  kind: 'ApplicationClaim',
  metadata: { name, namespace: 'default', ...metadata },
  spec: {
    name,
    language: 'python',
    framework: 'fastapi',
    image: 'registry.example.org/a:1.0.0',
    ...spec,
  },
});

/** How to find {@link claim} again. */
export const refOf = (name: string) => {
  const { apiVersion, kind } = claim(name);
  return { apiVersion, kind, namespace: 'default', name };
};

/**
 * One portal with its cluster for all tests of a suite, empty for each; and a
 * task, which a test may follow by another one.
 */
export function onCluster() {
  const at = {} as { portal: Portal; task: Task };

  beforeAll(async () => {
    at.portal = await aPortal();
  }, 60_000);

  afterAll(() => at.portal.close());

  beforeEach(async () => {
    at.task = await aTask();
  });

  afterEach(async () => {
    await at.task.close();
    await at.portal.empty();
  });

  return {
    at,
    /** Runs `realtime:<id>` on the local cluster. */
    run: (id: string, input: object, options = {}) =>
      at.task.run(
        at.portal.action(`realtime:${id}`),
        { ...local, ...input },
        options,
      ),
    /** Names of all objects that actions made. */
    names: async () =>
      (await allObjects(at.portal.client)).map(({ metadata }) => metadata.name),
    /** What runs from now on is another task. */
    nextTask: async () => {
      await at.task.close();
      at.task = await aTask({ id: 'later' });
    },
  };
}
