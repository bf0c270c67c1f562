import {
  describeManifest,
  describeProblems,
  RealtimeError,
  toManifestRef,
  toManifestYaml,
  type BuildResult,
  type Manifest,
  type ManifestRef,
} from '@backstage-realtime/plugin-realtime-common';
import { writeText } from './files';
import { DEFAULT_PATH } from './readBundle';
import type { Step } from './services';

/** What every build action gives. */
export interface Built {
  manifests: Manifest[];
  files: string[];
  claimRef: ManifestRef;
  refs: ManifestRef[];
  warnings: string[];
}

/** The manifests of a form; all its problems as one `realtime.manifest.invalid`. */
export function requireBuilt(built: BuildResult) {
  if (built.ok) return built;
  throw new RealtimeError(
    'realtime.manifest.invalid',
    `The form has mistakes: ${describeProblems(built.problems)}.`,
  );
}

/**
 * Writes what was built, one file for each kind (`RealtimePlatformClaim` →
 * `realtime-platform-claim.yaml`), and logs it. `claimRef` is the last one:
 * what the others were built for.
 */
export async function finishBuild(
  step: Step,
  built: { manifests: Manifest[]; warnings: string[] },
  { targetPath = DEFAULT_PATH, fileNames }: BuildPlace = {},
): Promise<Built> {
  const { manifests, warnings } = built;
  const files: string[] = [];
  for (const manifest of manifests) {
    const name = fileNames?.[manifest.kind] ?? kebab(manifest.kind);
    const path = `${targetPath.replace(/\/+$/, '')}/${name}.yaml`;
    const text = toManifestYaml([manifest]);
    await writeText(step.workspacePath, { path, text });
    files.push(path);
    const what = describeManifest(toManifestRef(manifest));
    step.logger.info(`${what} is in ${path}`);
  }
  for (const warning of warnings) step.logger.warn(warning);
  const refs = manifests.map(toManifestRef);
  return { manifests, files, claimRef: refs[refs.length - 1], refs, warnings };
}

/** Where files go, and what those of a kind are called when not as the kind. */
interface BuildPlace {
  targetPath?: string;
  fileNames?: Record<string, string>;
}

function kebab(kind: string): string {
  return kind.replace(/([a-z])([A-Z])/g, '$1-$2').toLowerCase();
}
