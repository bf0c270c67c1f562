import { createHash } from 'node:crypto';
import type { KindRegistry } from '../kinds/KindRegistry';
import type { JsonObject } from '../model/json';
import { apiVersionOf, type Kind } from '../model/Kind';

/** `/openapi/v3`: where the document of each group and version is. */
export function describeOpenApi(kinds: KindRegistry): JsonObject {
  const roots = new Set(kinds.kinds.map(rootOf));
  const paths: JsonObject = {};
  for (const root of roots) {
    const hash = createHash('sha256')
      .update(JSON.stringify(describeSchemas(kinds, root)))
      .digest('hex');
    paths[root] = {
      serverRelativeURL: `/openapi/v3/${root}?hash=${hash.toUpperCase()}`,
    };
  }
  return { paths };
}

/** `/openapi/v3/apis/{group}/{version}`; undefined when it serves nothing. */
export function describeSchemas(
  kinds: KindRegistry,
  root: string,
): JsonObject | undefined {
  const found = kinds.kinds.filter(kind => rootOf(kind) === root);
  if (found.length === 0) {
    return undefined;
  }
  const entries = found.map(kind => [nameOf(kind), schemaOf(kind)]);
  const paths = found.map(kind => [pathOf(kind), operationsOf(kind)]);
  return {
    openapi: '3.0.0',
    info: { title: 'Kubernetes', version: 'v1.34.0-sandbox' },
    paths: Object.fromEntries(paths),
    components: { schemas: Object.fromEntries(entries) },
  };
}

function rootOf(kind: Kind): string {
  return `${kind.group ? 'apis' : 'api'}/${apiVersionOf(kind)}`;
}

/** The group backwards, as in Java packages. */
function nameOf({ group, version, kind, isCustom }: Kind): string {
  const path = isCustom
    ? group.split('.').reverse().join('.')
    : `io.k8s.api.${group || 'core'}`;
  return `${path}.${version}.${kind}`;
}

function gvkOf({ group, version, kind }: Kind): JsonObject {
  return { group, version, kind };
}

function schemaOf(kind: Kind): JsonObject {
  return {
    ...JSON.parse(JSON.stringify(kind.schema)),
    'x-kubernetes-group-version-kind': [gvkOf(kind)],
  };
}

function pathOf(kind: Kind): string {
  const scope = kind.isNamespaced ? '/namespaces/{namespace}' : '';
  return `/${rootOf(kind)}${scope}/${kind.plural}/{name}`;
}

function operationsOf(kind: Kind): JsonObject {
  const about = (action: string): JsonObject => ({
    'x-kubernetes-action': action,
    'x-kubernetes-group-version-kind': gvkOf(kind),
    parameters: ['dryRun', 'fieldManager', 'fieldValidation'].map(name => ({
      name,
      in: 'query',
      schema: { type: 'string' },
    })),
    responses: {
      '200': {
        description: 'OK',
        content: {
          'application/json': {
            schema: { $ref: `#/components/schemas/${nameOf(kind)}` },
          },
        },
      },
    },
  });
  return { get: about('get'), put: about('put'), patch: about('patch') };
}
