import { resolvePackagePath } from '@backstage/backend-plugin-api';
import type { Manifest } from '@backstage-realtime/plugin-realtime-common';
import { allObjects } from './cluster';
import { RestartedBackend } from './RestartedBackend';
import { startKubernetes } from './startKubernetes';
import { endOf, startTask } from './tasks';

/** A step of a template, and the texts after which the backend dies in its middle. */
export type Death = readonly [step: string, texts: readonly string[]];

/** A template, what it is sent, and where its backend dies, one step after the other. */
export interface Killed {
  template: string;
  values: object;
  deaths: readonly Death[];
  /** `Kind.group` that its cluster allows besides ours. */
  kinds?: string[];
  /** What its cluster has already; never counted as made by the task. */
  existing?: Manifest[];
}

const PACKAGE = '@backstage-realtime/plugin-scaffolder-backend-module-realtime';

/** Where a template of the repository is. */
export function templateFile(name: string): string {
  const file = `../../templates/${name}/template.yaml`;
  return resolvePackagePath(PACKAGE, file);
}

/** Kind, name and identity of everything on the cluster. */
export type Identities = [kind: string, name: string, uid?: string][];

/** A backend of one template with a cluster of its own, whose objects can be told apart. */
export async function startKilled({
  template,
  kinds = [],
  existing = [],
}: Killed) {
  const kubernetes = await startKubernetes();
  const settings = { ...kubernetes.admin, kinds };
  const backend = await RestartedBackend.create(templateFile(template), {
    kubernetes: { clusters: { local: settings } },
  });
  const client = kubernetes.clusters.get('local');
  const before = new Set<string | undefined>();
  for (const manifest of existing)
    before.add((await client.apply(manifest)).metadata.uid);
  return {
    kubernetes,
    backend,
    identities: async (): Promise<Identities> =>
      (await allObjects(client))
        .filter(({ metadata }) => !before.has(metadata.uid))
        .map(({ kind, metadata }): Identities[number] => [
          kind,
          metadata.name,
          metadata.uid,
        ])
        .sort(),
    close: async () => {
      await backend.close();
      await kubernetes.close();
    },
  };
}

type Running = Awaited<ReturnType<typeof startKilled>>;

/**
 * Sends the task, kills its backend in every step and starts it again, until
 * the task ends. Gives back how it ended, and what was on the cluster when the
 * backend died in each step. `survived` is called after each death.
 */
export async function killInEveryStep(
  { backend, identities }: Running,
  { template, values, deaths }: Killed,
  survived: (step: string) => Promise<void>,
) {
  const [[, first], ...later] = deaths;
  backend.start(first);
  const id = await startTask(backend, { template, values });
  expect(await backend.died()).toBe('SIGKILL');
  const seen = new Map<string, Identities>();
  for (const [step, texts] of later) {
    backend.start(texts);
    expect([step, await backend.died()]).toEqual([step, 'SIGKILL']);
    seen.set(step, await identities());
    await survived(step);
  }
  backend.start();
  const { end } = await endOf(backend, id);
  return { end, seen };
}
