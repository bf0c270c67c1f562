import type { KindRegistry } from '../kinds/KindRegistry';
import type { JsonObject } from '../model/json';
import { apiVersionOf, type Kind } from '../model/Kind';

const VERBS = [
  'create',
  'delete',
  'deletecollection',
  'get',
  'list',
  'patch',
  'update',
  'watch',
];

/** `/api`: versions of the core group. */
export function describeCore(): JsonObject {
  return { kind: 'APIVersions', versions: ['v1'] };
}

/** `/apis`: all groups with their versions. */
export function describeGroups(kinds: KindRegistry): JsonObject {
  const groups = [...kinds.groups].map(([name, versions]) =>
    groupOf(name, versions),
  );
  return { kind: 'APIGroupList', apiVersion: 'v1', groups };
}

/** `/apis/{group}`; undefined when there is no such group. */
export function describeGroup(
  kinds: KindRegistry,
  name: string,
): JsonObject | undefined {
  const versions = kinds.groups.get(name);
  return (
    versions && {
      kind: 'APIGroup',
      apiVersion: 'v1',
      ...groupOf(name, versions),
    }
  );
}

function groupOf(name: string, versions: string[]): JsonObject {
  const all = versions.map(version => ({
    groupVersion: `${name}/${version}`,
    version,
  }));
  return { name, versions: all, preferredVersion: all[0] };
}

/** `/api/v1`, `/apis/{group}/{version}`: its resources; undefined when there are none. */
export function describeResources(
  kinds: KindRegistry,
  groupVersion: string,
): JsonObject | undefined {
  const found = kinds.kinds.filter(kind => apiVersionOf(kind) === groupVersion);
  return found.length === 0
    ? undefined
    : {
        kind: 'APIResourceList',
        apiVersion: 'v1',
        groupVersion,
        resources: found.flatMap(describeKind),
      };
}

function describeKind(kind: Kind): JsonObject[] {
  const common = { namespaced: kind.isNamespaced, kind: kind.kind };
  const { plural, singular, shortNames, categories } = kind;
  return [
    {
      ...common,
      name: plural,
      singularName: singular,
      verbs: VERBS,
      ...(shortNames.length > 0 && { shortNames }),
      ...(categories.length > 0 && { categories }),
    },
    ...(kind.hasStatus
      ? [
          {
            ...common,
            name: `${plural}/status`,
            singularName: '',
            verbs: ['get', 'patch', 'update'],
          },
        ]
      : []),
  ];
}
