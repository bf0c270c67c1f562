import { badRequest, expired } from '../model/ApiError';
import type { JsonObject } from '../model/json';
import { apiVersionOf, type Kind } from '../model/Kind';
import { asJson, type KubernetesObject } from '../model/KubernetesObject';
import type { ObjectStore } from '../store/ObjectStore';
import { parseSelector } from '../store/selectors';
import type { ResourceTarget } from './parseTarget';

/** Where the next page begins, in the list as it was at `revision`. */
interface Page {
  revision: number;
  /** `namespace/name` of the last object that was sent. */
  after: string;
}

/**
 * A list, or the next page of one. All pages show the same moment; one that is
 * too old is refused with 410. Throws ApiError 400 and 410.
 */
export function answerList(
  store: ObjectStore,
  { kind, namespace, name }: ResourceTarget,
  query: URLSearchParams,
): JsonObject {
  const token = query.get('continue');
  const page = token
    ? parsePage(token)
    : { revision: store.revision, after: '' };
  const all = store.listAt(kind, page.revision);
  if (!all) {
    throw expired(
      'The provided continue parameter is too old to display a consistent list result. You can start a new list without the continue parameter.',
    );
  }
  const isWanted = parseSelector(query);
  const left = all.filter(
    object =>
      isIn(object, namespace) &&
      (!name || object.metadata.name === name) &&
      isWanted(object) &&
      placeOf(object) > page.after,
  );
  const limit = Number(query.get('limit') ?? 0) || left.length;
  return listOf(kind, left.slice(0, limit), page, left.length - limit, query);
}

export function isIn(object: KubernetesObject, namespace: string): boolean {
  return namespace === '' || object.metadata.namespace === namespace;
}

function placeOf({ metadata }: KubernetesObject): string {
  return `${metadata.namespace ?? ''}/${metadata.name}`;
}

function listOf(
  kind: Kind,
  items: KubernetesObject[],
  { revision }: Page,
  remaining: number,
  query: URLSearchParams,
): JsonObject {
  const last = items.at(-1);
  const next =
    remaining > 0 && last
      ? formatPage({ revision, after: placeOf(last) })
      : undefined;
  const isCounted = !query.has('labelSelector') && !query.has('fieldSelector');
  return {
    kind: `${kind.kind}List`,
    apiVersion: apiVersionOf(kind),
    metadata: {
      resourceVersion: String(revision),
      ...(next && { continue: next }),
      ...(next && isCounted && { remainingItemCount: remaining }),
    },
    items: items.map(item => withoutType(kind, item)),
  };
}

/** Items of the core kinds do not repeat their type, those of custom ones do. */
function withoutType(kind: Kind, object: KubernetesObject): JsonObject {
  const { apiVersion, kind: name, ...rest } = asJson(object);
  return kind.isCustom ? asJson(object) : rest;
}

function formatPage({ revision, after }: Page): string {
  const text = JSON.stringify({
    v: 'meta.k8s.io/v1',
    rv: revision,
    start: after,
  });
  return Buffer.from(text).toString('base64url');
}

function parsePage(token: string): Page {
  try {
    const { rv, start } = JSON.parse(
      Buffer.from(token, 'base64url').toString(),
    );
    if (Number.isInteger(rv) && typeof start === 'string') {
      return { revision: rv, after: start };
    }
  } catch {
    // No token of ours: said below, as for a token of the wrong form.
  }
  throw badRequest('continue key is not valid');
}
