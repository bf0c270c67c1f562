import { toApiTime } from '../managed/managers';
import { badRequest, modified, notFound } from '../model/ApiError';
import { objectAt, textAt } from '../model/json';
import type { KubernetesObject } from '../model/KubernetesObject';
import type { ObjectStore } from '../store/ObjectStore';
import type { WriteRequest } from './WriteRequest';

/**
 * Deletes an object, or marks it when finalizers still hold it. Returns how it
 * was last, and whether it is gone. Throws ApiError 404, and 409 when the
 * options name another version or object.
 */
export function remove(
  store: ObjectStore,
  request: WriteRequest,
  options: unknown,
  nowMs: number,
): { object: KubernetesObject; isGone: boolean } {
  const { kind, isDryRun } = request;
  const live = store.get(request);
  if (!live) {
    throw notFound(kind, request.name);
  }
  checkPreconditions(request, live, options);
  const isHeld = (live.metadata.finalizers ?? []).length > 0;
  if (isDryRun || (isHeld && live.metadata.deletionTimestamp)) {
    return { object: live, isGone: !isHeld };
  }
  return isHeld
    ? { object: store.put(kind, mark(live, nowMs)), isGone: false }
    : { object: store.remove(kind, live), isGone: true };
}

/** An object that waited for its last finalizer goes as soon as there is none. */
export function removeIfFinal(
  store: ObjectStore,
  { kind }: WriteRequest,
  object: KubernetesObject,
): void {
  const { deletionTimestamp, finalizers = [] } = object.metadata;
  if (deletionTimestamp && finalizers.length === 0) {
    store.remove(kind, object);
  }
}

function mark(live: KubernetesObject, nowMs: number): KubernetesObject {
  const { generation } = live.metadata;
  const metadata = {
    ...live.metadata,
    deletionTimestamp: toApiTime(nowMs),
    deletionGracePeriodSeconds: 0,
    ...(generation !== undefined && { generation: generation + 1 }),
  };
  return { ...live, metadata };
}

function checkPreconditions(
  { kind }: WriteRequest,
  { metadata }: KubernetesObject,
  options: unknown,
): void {
  const wanted = objectAt(options, 'preconditions');
  const uid = textAt(wanted, 'uid');
  if (uid !== undefined && uid !== metadata.uid) {
    throw modified(
      kind,
      metadata.name,
      `Precondition failed: UID in precondition: ${uid}, UID in object meta: ${metadata.uid}`,
    );
  }
  const version = textAt(wanted, 'resourceVersion');
  if (version !== undefined && version !== metadata.resourceVersion) {
    throw modified(
      kind,
      metadata.name,
      `Precondition failed: ResourceVersion in precondition: ${version}, ResourceVersion in object meta: ${metadata.resourceVersion}`,
    );
  }
}

/** `dryRun` knows one value. Throws ApiError 400 for another. */
export function parseDryRun(values: string[]): boolean {
  const other = values.find(value => value !== 'All');
  if (other !== undefined) {
    throw badRequest(
      `invalid dryRun value "${other}": supported values: "All"`,
    );
  }
  return values.length > 0;
}
