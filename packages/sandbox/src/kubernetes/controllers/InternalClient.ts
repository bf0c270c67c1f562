import type { KindRegistry } from '../kinds/KindRegistry';
import { objectAt, type JsonObject } from '../model/json';
import { apiVersionOf, type Kind } from '../model/Kind';
import type { KubernetesObject } from '../model/KubernetesObject';
import type { ObjectKey, ObjectStore } from '../store/ObjectStore';
import { mergePatch } from '../write/patchBody';
import { remove, removeIfFinal } from '../write/remove';
import type { Writer } from '../write/Writer';
import type { WriteRequest } from '../write/WriteRequest';

/** Under which name the platform writes, unless told otherwise. */
const PLATFORM = 'sandbox-platform';

/** How controllers read and write: through the same stations as everybody, without a socket. */
export class InternalClient {
  readonly store: ObjectStore;
  readonly #kinds: KindRegistry;
  readonly #writer: Writer;
  readonly now: () => number;
  readonly #manager: string;

  constructor(
    parts: {
      store: ObjectStore;
      kinds: KindRegistry;
      writer: Writer;
      now: () => number;
    },
    manager = PLATFORM,
  ) {
    this.#manager = manager;
    this.store = parts.store;
    this.#kinds = parts.kinds;
    this.#writer = parts.writer;
    this.now = parts.now;
  }

  /** undefined when nobody has defined it. */
  kind(apiVersion: string, kind: string): Kind | undefined {
    return this.#kinds.findKind(apiVersion, kind);
  }

  get(key: ObjectKey): KubernetesObject | undefined {
    return this.store.get(key);
  }

  /** Server-side apply; fields of others are taken over. */
  apply(key: ObjectKey, wanted: JsonObject): KubernetesObject {
    const { kind, name, namespace } = key;
    const body = {
      ...wanted,
      apiVersion: apiVersionOf(kind),
      kind: kind.kind,
      metadata: { ...objectAt(wanted, 'metadata'), name, namespace },
    };
    const asked = { ...this.#request(key), isForced: true };
    return this.#writer.apply(asked, body).object;
  }

  /** Throws ApiError 409 when it is there already. */
  create(key: ObjectKey, wanted: JsonObject): KubernetesObject {
    const { kind, name, namespace } = key;
    const body = {
      ...wanted,
      apiVersion: apiVersionOf(kind),
      kind: kind.kind,
      metadata: { ...objectAt(wanted, 'metadata'), name, namespace },
    };
    return this.#writer.create({ ...this.#request(key), name: '' }, body)
      .object;
  }

  /** Merge patch of the object, or of its status. An object that lost its last finalizer goes. */
  patch(key: ObjectKey, change: JsonObject, subresource?: 'status'): void {
    const asked: WriteRequest = { ...this.#request(key), subresource };
    const { object } = this.#writer.patch(asked, live =>
      mergePatch(live, change),
    );
    removeIfFinal(this.store, asked, object);
  }

  /** The whole status, where it is apart through `/status`. */
  setStatus(key: ObjectKey, status: JsonObject): void {
    const subresource = key.kind.hasStatus ? 'status' : undefined;
    const asked: WriteRequest = { ...this.#request(key), subresource };
    this.#writer.patch(asked, live => ({ ...live, status }));
  }

  /** Nothing when it is gone already. */
  remove(key: ObjectKey): void {
    if (this.get(key)) {
      remove(this.store, this.#request(key), {}, this.now());
    }
  }

  #request({ kind, namespace, name }: ObjectKey): WriteRequest {
    return {
      kind,
      namespace,
      name,
      manager: this.#manager,
      fieldValidation: 'Strict',
      isDryRun: false,
      isForced: false,
    };
  }
}

export function keyOf(kind: Kind, object: KubernetesObject): ObjectKey {
  const { name, namespace = '' } = object.metadata;
  return { kind, namespace, name };
}
