import { unknownPath } from '../model/ApiError';
import type { Kind } from '../model/Kind';
import type { KindRegistry } from '../kinds/KindRegistry';

/** What a path of a resource names. */
export interface ResourceTarget {
  kind: Kind;
  /** Empty: all of them, or a kind without namespaces. */
  namespace: string;
  /** Empty: the collection. */
  name: string;
  subresource?: 'status';
}

/**
 * `/api/v1/namespaces/{namespace}/configmaps/{name}`,
 * `/apis/{group}/{version}/…`, with `/status` for kinds that have one. Throws
 * ApiError 404 for what is not served.
 */
export function parseTarget(
  segments: string[],
  kinds: KindRegistry,
): ResourceTarget {
  const [root, ...rest] = segments;
  const depth = root === 'api' ? 1 : 2;
  const apiVersion = rest.slice(0, depth).join('/');
  const { namespace, path } = splitNamespace(rest.slice(depth));
  const [plural = '', name = '', subresource, ...more] = path;
  const kind = kinds.findResource(apiVersion, plural);
  const target = kind && { kind, namespace, name };
  const isStatus = subresource === 'status' && kind?.hasStatus;
  if (!target || !isPlace(target) || more.length > 0) {
    throw unknownPath();
  }
  if (subresource === undefined) {
    return target;
  }
  if (!isStatus) {
    throw unknownPath();
  }
  return { ...target, subresource };
}

/** A namespace where the kind has them, and always with a name. */
function isPlace({ kind, namespace, name }: ResourceTarget): boolean {
  return kind.isNamespaced ? namespace !== '' || name === '' : namespace === '';
}

/** `namespaces/{name}` and `namespaces/{name}/status` are about the namespace itself. */
function splitNamespace(path: string[]): { namespace: string; path: string[] } {
  const [first, namespace = '', third] = path;
  const isItself = third === undefined || third === 'status';
  return first === 'namespaces' && !isItself
    ? { namespace, path: path.slice(2) }
    : { namespace: '', path };
}

/** Decoded; an empty segment cannot be named. Throws ApiError 404. */
export function splitPath(pathname: string): string[] {
  try {
    return pathname
      .split('/')
      .filter(segment => segment !== '')
      .map(decodeURIComponent);
  } catch {
    throw unknownPath();
  }
}
