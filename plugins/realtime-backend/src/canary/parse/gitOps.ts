import type { KubernetesObject } from '@backstage-realtime/plugin-realtime-node';
import { fieldsAt, fieldsOf, listAt, textAt } from './fields';

/** Labels and annotations that say who writes the spec, and its name for people. */
const MARKS: ReadonlyArray<[prefix: string, keeper: string]> = [
  ['kustomize.toolkit.fluxcd.io/', 'Flux'],
  ['helm.toolkit.fluxcd.io/', 'Flux'],
  ['argocd.argoproj.io/', 'Argo CD'],
];

/** Field managers of the same. */
const MANAGERS: ReadonlyArray<[pattern: RegExp, keeper: string]> = [
  [/^(kustomize|helm)-controller$/, 'Flux'],
  [/^argocd-/, 'Argo CD'],
];

/**
 * Who keeps the spec of an object in a repository and would set a change of
 * ours back; undefined when nobody shows. The status is nobody's but the
 * controller's.
 */
export function findGitOpsKeeper({
  metadata,
}: KubernetesObject): string | undefined {
  const marks = [
    ...Object.keys(metadata.labels ?? {}),
    ...Object.keys(metadata.annotations ?? {}),
  ];
  const marked = MARKS.find(([prefix]) =>
    marks.some(mark => mark.startsWith(prefix)),
  );
  return marked?.[1] ?? findManager(metadata);
}

function findManager(
  metadata: KubernetesObject['metadata'],
): string | undefined {
  const writers = listAt(metadata, 'managedFields')
    .map(fieldsOf)
    .filter(each => Object.hasOwn(fieldsAt(each, 'fieldsV1'), 'f:spec'))
    .flatMap(each => textAt(each, 'manager') ?? []);
  const found = MANAGERS.find(([pattern]) =>
    writers.some(writer => pattern.test(writer)),
  );
  return found?.[1];
}
