import {
  describeManifest,
  toManifestRef,
  MANAGED_BY,
  type Manifest,
  type ManifestRef,
} from '@backstage-realtime/plugin-realtime-common';
import { Discovery } from './Discovery';
import { ask } from './http/ask';
import { Connection } from './http/Connection';
import { toStatusError } from './http/toStatusError';
import type {
  Cancellable,
  KubernetesClient,
  KubernetesObject,
  MergePatch,
  WatchChange,
  WatchOptions,
  WatchTarget,
} from './KubernetesClient';
import { readObject } from './readObject';
import type { KubernetesClusterSettings } from './settings';
import { follow, REAL_WORLD } from './watch/follow';
import { listAll, type WatchWay } from './watch/followOnce';

/** Strict, so that a field the server does not know is refused rather than dropped. */
const APPLY_QUERY = { fieldManager: MANAGED_BY, fieldValidation: 'Strict' };

/** Talks to one API server over HTTP; see {@link KubernetesClient}. */
export class HttpKubernetesClient implements KubernetesClient {
  readonly cluster: string;
  private readonly connection: Connection;
  private readonly discovery: Discovery;

  private constructor(settings: KubernetesClusterSettings) {
    this.cluster = settings.name;
    this.connection = Connection.create(settings);
    this.discovery = Discovery.create(this.connection);
  }

  static create(settings: KubernetesClusterSettings): HttpKubernetesClient {
    return new HttpKubernetesClient(settings);
  }

  async apply(
    manifest: Manifest,
    { signal, isDryRun }: Cancellable & { isDryRun?: boolean } = {},
  ): Promise<KubernetesObject> {
    const ref = toManifestRef(manifest);
    const { status, body } = await ask(this.connection, {
      method: 'PATCH',
      path: await this.discovery.pathOf(ref, signal),
      query: { ...APPLY_QUERY, dryRun: isDryRun ? 'All' : undefined },
      body: manifest,
      contentType: 'application/apply-patch+yaml',
      signal,
    });
    if (status === 200 || status === 201) return readObject(body, ref);
    throw this.refusal(ref, 'was not applied', status, body);
  }

  async describeApply(
    ref: ManifestRef,
    { signal }: Cancellable = {},
  ): Promise<string> {
    const path = await this.discovery.pathOf(ref, signal);
    return `PATCH ${path}?${new URLSearchParams(APPLY_QUERY)}`;
  }

  async get(
    ref: ManifestRef,
    { signal }: Cancellable = {},
  ): Promise<KubernetesObject | undefined> {
    const path = await this.discovery.pathOf(ref, signal);
    const call = { method: 'GET' as const, path, signal };
    const { status, body } = await ask(this.connection, call);
    if (status === 200) return readObject(body, ref);
    if (status === 404) return undefined;
    throw this.refusal(ref, 'was not read', status, body);
  }

  async remove(
    ref: ManifestRef,
    { signal, uid }: Cancellable & { uid: string },
  ): Promise<boolean> {
    const { status, body } = await ask(this.connection, {
      method: 'DELETE',
      path: await this.discovery.pathOf(ref, signal),
      body: {
        apiVersion: 'v1',
        kind: 'DeleteOptions',
        preconditions: { uid },
        propagationPolicy: 'Background',
      },
      signal,
    });
    if (status === 200 || status === 202) return true;
    // Gone, or another object has its name by now: not ours to remove.
    if (status === 404 || status === 409) return false;
    throw this.refusal(ref, 'was not removed', status, body);
  }

  async patch(
    ref: ManifestRef,
    { subresource, body: fields }: MergePatch,
    {
      signal,
      resourceVersion,
    }: Cancellable & { resourceVersion?: string } = {},
  ): Promise<KubernetesObject> {
    const itself = await this.discovery.pathOf(ref, signal);
    const send = (path: string) =>
      ask(this.connection, {
        method: 'PATCH',
        path,
        query: { fieldManager: MANAGED_BY },
        body: withVersion(fields, resourceVersion),
        contentType: 'application/merge-patch+json',
        signal,
      });
    let answer = await send(subresource ? `${itself}/${subresource}` : itself);
    if (answer.status === 404 && subresource) answer = await send(itself);
    if (answer.status === 200) return readObject(answer.body, ref);
    throw this.refusal(ref, 'was not changed', answer.status, answer.body);
  }

  async list(
    target: WatchTarget,
    { signal = new AbortController().signal }: Cancellable = {},
  ): Promise<KubernetesObject[]> {
    return (await listAll(await this.wayTo(target, { signal }))).objects;
  }

  async *watch(
    target: WatchTarget,
    options: WatchOptions,
  ): AsyncGenerator<WatchChange> {
    yield* follow(await this.wayTo(target, options), REAL_WORLD);
  }

  private async wayTo(
    target: WatchTarget,
    { signal, onAlive }: WatchOptions,
  ): Promise<WatchWay> {
    const { name: _one, ...collection } = target;
    const path = await this.discovery.pathOf(collection, signal);
    const gone = () => this.discovery.gone(target);
    return { connection: this.connection, path, target, signal, onAlive, gone };
  }

  private refusal(
    ref: ManifestRef,
    what: string,
    status: number,
    body: unknown,
  ) {
    const sentence = `${describeManifest(ref)} ${what}`;
    return toStatusError(this.cluster, sentence, status, body);
  }
}

function withVersion(
  fields: MergePatch['body'],
  resourceVersion: string | undefined,
): MergePatch['body'] {
  if (resourceVersion === undefined) return fields;
  const { metadata } = fields as { metadata?: object };
  return { ...fields, metadata: { ...metadata, resourceVersion } };
}
