import {
  matchesAny,
  whyNotNamespace,
  type CreateOptions,
} from '@backstage-realtime/plugin-realtime-common';
import type { CreateWords } from '../../translations/createWords';
import type { FieldNote } from '../form/FieldNotes';

/** Patterns of the namespaces of a cluster; undefined when all but its own are allowed. */
export function allowedNamespaces(
  { kubernetesClusters }: CreateOptions,
  cluster: string | undefined,
): string[] | undefined {
  return kubernetesClusters.find(({ name }) => name === cluster)?.namespaces;
}

/** Whether templates act there with the token of their user, and with no other. */
export function isAskedAsUser(
  { kubernetesClusters }: CreateOptions,
  cluster: string | undefined,
): boolean {
  return kubernetesClusters.some(each => each.name === cluster && each.asUser);
}

/** Why templates may not create in a namespace of the chosen cluster. */
export function whyNotNamespaceHere(
  namespace: string | undefined,
  { cluster = '', allowed }: { cluster?: string; allowed?: string[] },
  words: CreateWords,
): FieldNote[] {
  if (!namespace) return [];
  if (whyNotNamespace(namespace))
    return [{ kind: 'error', text: words('rule.namespace') }];
  if (!allowed || matchesAny(allowed, namespace)) return [];
  const text = words('rule.namespaceNotAllowed', {
    namespace,
    cluster,
    allowed: allowed.join(', '),
  });
  return [{ kind: 'error', text }];
}
