import { isDeepStrictEqual } from 'node:util';
import { applyFields } from '../managed/applyFields';
import type { Author } from '../managed/managers';
import { recordUpdate } from '../managed/recordUpdate';
import { alreadyExists, badRequest, notFound } from '../model/ApiError';
import { isJsonObject, objectAt, textAt, type JsonObject } from '../model/json';
import { asJson, type KubernetesObject } from '../model/KubernetesObject';
import type { ObjectStore } from '../store/ObjectStore';
import type { Admission } from './Admission';
import { checkObject } from './checkObject';
import { decode, dropUnknown, refuseUntyped } from './decode';
import { prepareNew, prepareNext, requireVersion } from './prepare';
import type { WriteRequest, Written } from './WriteRequest';

/**
 * Every way to write an object, each through the same stations: decode →
 * unknown fields → what the server itself writes → schema → admission → who
 * owns which field → commit, or nothing at all for a dry run. A write that
 * changes nothing keeps the revision.
 */
export class Writer {
  readonly #store: ObjectStore;
  readonly #admission: Admission;
  readonly #now: () => number;

  constructor(store: ObjectStore, admission: Admission, now = Date.now) {
    this.#store = store;
    this.#admission = admission;
    this.#now = now;
  }

  /** Throws ApiError 400, 403, 404 (namespace), 409, 422. */
  create(request: WriteRequest, body: unknown): Written {
    const decoded = dropUnknown(request, decode(request, body));
    const draft = prepareNew(request, decoded.object, this.#now());
    this.#admission.checkNamespace(request.kind, draft);
    if (this.#find(request, draft.metadata.name)) {
      throw alreadyExists(request.kind, draft.metadata.name);
    }
    return this.#commit(request, draft, undefined, decoded.warnings);
  }

  replace(request: WriteRequest, body: unknown): Written {
    const live = this.#get(request);
    const decoded = dropUnknown(request, decode(request, body));
    requireVersion(request.kind, decoded.object);
    const next = prepareNext(request, live, decoded.object);
    return this.#commit(request, next, live, decoded.warnings);
  }

  /** `change` makes the next object of the live one. */
  patch(request: WriteRequest, change: (live: JsonObject) => unknown): Written {
    const live = this.#get(request);
    const decoded = dropUnknown(request, decode(request, change(asJson(live))));
    const next = prepareNext(request, live, decoded.object);
    return this.#commit(request, next, live, decoded.warnings);
  }

  /** Server-side apply; creates what is missing. */
  apply(request: WriteRequest, body: unknown): Written {
    const wanted = decode(request, body);
    if (objectAt(wanted, 'metadata').managedFields !== undefined) {
      throw badRequest('metadata.managedFields must be nil');
    }
    const place = textAt(objectAt(body, 'metadata'), 'namespace') ?? '';
    refuseUntyped(request, wanted, place);
    const { kind, isForced } = request;
    const live = this.#find(request, request.name);
    if (!live && request.subresource) {
      throw notFound(kind, request.name);
    }
    const author = this.#authorOf(request, 'Apply');
    const applied = applyFields({ kind, live, wanted, author, isForced });
    if (live) {
      const next = prepareNext(request, live, {
        ...asJson(applied),
        metadata: keepPreconditions(applied, wanted),
      });
      return this.#finish(request, withManagers(next, applied), live, []);
    }
    const draft = prepareNew(request, asJson(applied), this.#now());
    this.#admission.checkNamespace(kind, draft);
    return this.#finish(request, withManagers(draft, applied), undefined, []);
  }

  #commit(
    request: WriteRequest,
    next: KubernetesObject,
    live: KubernetesObject | undefined,
    warnings: string[],
  ): Written {
    const author = this.#authorOf(request, 'Update');
    const managedFields = recordUpdate(request.kind, live, next, author);
    const metadata = { ...next.metadata, managedFields };
    return this.#finish(request, { ...next, metadata }, live, warnings);
  }

  #finish(
    request: WriteRequest,
    next: KubernetesObject,
    live: KubernetesObject | undefined,
    warnings: string[],
  ): Written {
    const { kind, isDryRun } = request;
    checkObject(kind, next);
    this.#admission.check(kind, next, live);
    const isNew = live === undefined;
    if (live && isDeepStrictEqual(live, next)) {
      return { object: live, isNew, warnings };
    }
    if (isDryRun) {
      return { object: next, isNew, warnings };
    }
    return { object: this.#store.put(kind, next), isNew, warnings };
  }

  #authorOf(
    { manager, subresource }: WriteRequest,
    operation: Author['operation'],
  ): Author {
    return { manager, operation, subresource, nowMs: this.#now() };
  }

  #find({ kind, namespace }: WriteRequest, name: string) {
    return this.#store.get({ kind, namespace, name });
  }

  #get(request: WriteRequest): KubernetesObject {
    const live = this.#find(request, request.name);
    if (!live) {
      throw notFound(request.kind, request.name);
    }
    return live;
  }
}

/** What was applied may name the version or the object it was made for. */
function keepPreconditions(
  applied: KubernetesObject,
  wanted: JsonObject,
): JsonObject {
  const { resourceVersion, uid } = objectAt(wanted, 'metadata');
  const metadata = asJson(applied).metadata;
  return {
    ...(isJsonObject(metadata) ? metadata : {}),
    ...(resourceVersion !== undefined && { resourceVersion }),
    ...(uid !== undefined && { uid }),
  };
}

function withManagers(
  next: KubernetesObject,
  { metadata }: KubernetesObject,
): KubernetesObject {
  const { managedFields } = metadata;
  return { ...next, metadata: { ...next.metadata, managedFields } };
}
