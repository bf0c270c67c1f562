import { stringify } from 'yaml';
import type { Manifest } from './manifest';

/**
 * Manifests as one YAML text, in their order, for files and previews alike.
 * Quoted where YAML 1.1 would read something else (`on`, `1e3`), as Kubernetes
 * does; lines are never folded; no anchors.
 * @public
 */
export function toManifestYaml(manifests: readonly Manifest[]): string {
  return manifests
    .map(manifest =>
      stringify(manifest, {
        lineWidth: 0,
        version: '1.1',
        aliasDuplicateObjects: false,
      }),
    )
    .join('---\n');
}
