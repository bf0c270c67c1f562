import type { ManifestRef } from '@backstage-realtime/plugin-realtime-common';

/**
 * What tells manifests apart in as few words as it takes: the kind, of several
 * of a kind the name too, and of several of a name the namespace instead.
 */
export function tabTitles(refs: readonly ManifestRef[]): string[] {
  return refs.map(({ kind, name, namespace }) => {
    const ofKind = refs.filter(each => each.kind === kind);
    if (ofKind.length === 1) return kind;
    const ofName = ofKind.filter(each => each.name === name);
    return `${kind} ${ofName.length === 1 ? name : namespace}`;
  });
}
