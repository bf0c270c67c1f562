import { readdir } from 'node:fs/promises';
import { patch } from './cluster';
import {
  killInEveryStep,
  startKilled,
  type Death,
  type Killed,
} from './killedTask';

/** Applied to the cluster of the test, and waited for. */
export const applied = {
  delivery: 'apply',
  kubernetesCluster: 'local',
  namespace: 'default',
};

export const ASK: Death = [
  'Ask the cluster',
  ['dry run on the Kubernetes cluster'],
];

export const REGISTER: Death = [
  'Register in the catalog',
  ['"POST /api/catalog/locations'],
];

/** What makes an object of the cluster ready, by its path. */
type Ready = Record<string, object>;

export const READY = {
  conditions: [
    {
      type: 'Ready',
      status: 'True',
      reason: 'Available',
      lastTransitionTime: '2026-01-01T00:00:00Z',
    },
  ],
};

export const HEALTHY = { status: 'running', services: [] };

/** A template with everything that it leaves behind. */
interface Case extends Killed {
  /** Objects on the cluster when the backend died while it applied them, and in the end. */
  left: { half: string[]; all: string[] };
  entityRef: string;
  /** Becomes ready after the backend died in the step of that name. */
  ready?: Record<string, Ready>;
}

/** One file a template: each takes a minute, and files run side by side. */
export function describeRecovery(killed: Case): void {
  describe(`a backend that is killed in the middle of every step of ${killed.template}`, () => {
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
  });
}
