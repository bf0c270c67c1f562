import { setImmediate } from 'node:timers/promises';
import type {
  BundleEntry,
  ManifestFinding,
} from '@backstage-realtime/plugin-realtime-common';
import { readYamlFiles } from './files';
import { parseYaml } from './parseYaml';
import type { Step } from './services';

/** Where the build actions write, and the others read unless told otherwise. */
export const DEFAULT_PATH = 'manifests';

/** What a step was given: objects, or a path of the workspace. */
export interface BundleInput {
  path?: string;
  manifests?: unknown[];
}

/** The manifests of a step, and the documents that are none. */
export async function readBundle(
  step: Pick<Step, 'workspacePath' | 'signal'>,
  { path = DEFAULT_PATH, manifests }: BundleInput,
): Promise<{ entries: BundleEntry[]; findings: ManifestFinding[] }> {
  if (manifests)
    return {
      entries: manifests.map(value => ({ file: '', value })),
      findings: [],
    };
  const files = await readYamlFiles(step.workspacePath, path);
  const read: ReturnType<typeof parseYaml>[] = [];
  for (const file of files) {
    // A file may take a while; others and the signal have a turn between two.
    await setImmediate();
    step.signal?.throwIfAborted();
    read.push(parseYaml(file));
  }
  return {
    entries: read.flatMap(({ entries }) => entries),
    findings: read.flatMap(({ findings }) => findings),
  };
}
