import { RealtimeError } from '@backstage-realtime/plugin-realtime-common';
import { z } from 'zod';
import { ask } from './http/ask';
import type { Connection } from './http/Connection';
import { toStatusError } from './http/toStatusError';

/** Which kind of object; the version is part of it. */
export interface KindRef {
  apiVersion: string;
  kind: string;
}

/** How a kind is addressed. */
interface Resource {
  plural: string;
  isNamespaced: boolean;
}

const resourceList = z.object({
  resources: z.array(
    z.object({ name: z.string(), kind: z.string(), namespaced: z.boolean() }),
  ),
});

/** Groups that are remembered; a cluster with more of them asks again. */
const MAX_GROUPS = 100;

/**
 * Paths of kinds on one cluster, as it says itself. What was found stays; what
 * was not is asked again, since a definition may have come since.
 */
export class Discovery {
  private readonly connection: Connection;
  private readonly known = new Map<string, Map<string, Resource>>();

  private constructor(connection: Connection) {
    this.connection = connection;
  }

  static create(connection: Connection): Discovery {
    return new Discovery(connection);
  }

  /**
   * `/apis/platform.example.org/v1alpha1/namespaces/a/applicationclaims/b`;
   * without a name, the collection. A kind that is not served is
   * `realtime.kubernetes.unknown-kind`, with those of its group that are.
   */
  async pathOf(
    target: KindRef & { namespace?: string; name?: string },
    signal?: AbortSignal,
  ): Promise<string> {
    const { plural, isNamespaced } = await this.find(target, signal);
    const parts = [
      groupPath(target.apiVersion),
      ...(isNamespaced && target.namespace
        ? ['namespaces', encodeURIComponent(target.namespace)]
        : []),
      plural,
      ...(target.name ? [encodeURIComponent(target.name)] : []),
    ];
    return parts.join('/');
  }

  /**
   * The error for a collection that is not there, though its kind was served
   * once: its definition is gone. Looks anew the next time, as it may come back.
   */
  gone(ref: KindRef): RealtimeError {
    const kinds = this.known.get(ref.apiVersion);
    kinds?.delete(ref.kind);
    return this.unknownKind(ref, [...(kinds?.keys() ?? [])]);
  }

  private async find(ref: KindRef, signal?: AbortSignal): Promise<Resource> {
    const remembered = this.known.get(ref.apiVersion)?.get(ref.kind);
    if (remembered) return remembered;
    const kinds = await this.list(ref.apiVersion, signal);
    if (this.known.size >= MAX_GROUPS) this.known.clear();
    this.known.set(ref.apiVersion, kinds);
    const found = kinds.get(ref.kind);
    if (!found) throw this.unknownKind(ref, [...kinds.keys()]);
    return found;
  }

  private async list(
    apiVersion: string,
    signal?: AbortSignal,
  ): Promise<Map<string, Resource>> {
    const path = groupPath(apiVersion);
    const { status, body } = await ask(this.connection, {
      method: 'GET',
      path,
      signal,
    });
    if (status === 404) return new Map();
    const { name } = this.connection.settings;
    const what = `The kinds of ${apiVersion} were not listed`;
    if (status !== 200) throw toStatusError(name, what, status, body);
    const { resources } = resourceList.parse(body);
    // Sub-resources are listed beside their resources, as `pods/status`.
    return new Map(
      resources
        .filter(each => !each.name.includes('/'))
        .map(each => [
          each.kind,
          { plural: each.name, isNamespaced: each.namespaced },
        ]),
    );
  }

  private unknownKind({ apiVersion, kind }: KindRef, known: string[]) {
    const { name } = this.connection.settings;
    const served =
      known.length > 0
        ? `it serves ${known.sort().join(', ')} there`
        : 'it serves nothing there';
    return new RealtimeError(
      'realtime.kubernetes.unknown-kind',
      `The Kubernetes cluster ${name} does not know ${kind} of ${apiVersion}; ${served}. Install its definition, or choose another cluster.`,
    );
  }
}

/** `/api/v1` for the core group, `/apis/group/version` for others. */
function groupPath(apiVersion: string): string {
  const parts = apiVersion.split('/').map(encodeURIComponent);
  return [parts.length === 1 ? '/api' : '/apis', ...parts].join('/');
}
