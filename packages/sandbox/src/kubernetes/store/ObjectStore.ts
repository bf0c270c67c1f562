import { ApiError } from '../model/ApiError';
import type { Kind } from '../model/Kind';
import type { KubernetesObject } from '../model/KubernetesObject';
import { EventLog, type StoreEvent } from './EventLog';

export interface StoreBounds {
  /** Of all kinds together; default 2000. */
  maxObjects?: number;
  /** Commits a watch may go back; default 1000. */
  maxEvents?: number;
}

/** Where an object is; the namespace is empty for kinds without one. */
export interface ObjectKey {
  kind: Kind;
  namespace: string;
  name: string;
}

const DEFAULT_MAX_OBJECTS = 2_000;
const DEFAULT_MAX_EVENTS = 1_000;
/** Not 0 and not 1, which clients could take for "none" or "first". */
const FIRST_REVISION = 100;

/**
 * All objects of the server in memory, each under one key, with one revision
 * counter over all kinds. Commits are synchronous, so whoever has read an
 * object may write it in the same turn without a race.
 */
export class ObjectStore {
  readonly #objects = new Map<
    string,
    { kind: Kind; object: KubernetesObject }
  >();
  readonly #maxObjects: number;
  readonly events: EventLog;
  #revision = FIRST_REVISION;

  constructor({ maxObjects, maxEvents }: StoreBounds = {}) {
    this.#maxObjects = maxObjects ?? DEFAULT_MAX_OBJECTS;
    this.events = new EventLog(maxEvents ?? DEFAULT_MAX_EVENTS, FIRST_REVISION);
  }

  get revision(): number {
    return this.#revision;
  }

  get size(): number {
    return this.#objects.size;
  }

  get(key: ObjectKey): KubernetesObject | undefined {
    return this.#objects.get(format(key))?.object;
  }

  /** Of one kind, sorted by namespace and name. An empty namespace means all. */
  list(kind: Kind, namespace = ''): KubernetesObject[] {
    const prefix = format({ kind, namespace, name: '' });
    const start = namespace ? prefix : prefix.slice(0, -1);
    return [...this.#objects.keys()]
      .filter(key => key.startsWith(start))
      .sort()
      .map(key => this.#objects.get(key)!.object);
  }

  /** What the list was at a revision; undefined when that is forgotten. */
  listAt(kind: Kind, revision: number): KubernetesObject[] | undefined {
    const since = this.events.since(revision);
    if (!since) {
      return undefined;
    }
    const past = new Map(
      this.list(kind).map(each => [keyOf(kind, each), each]),
    );
    for (const event of since.reverse()) {
      if (isSameKind(event.kind, kind)) {
        undo(past, event);
      }
    }
    return [...past.keys()].sort().map(key => past.get(key)!);
  }

  /** Stores the object under a new revision, which it carries from then on. */
  put(kind: Kind, object: KubernetesObject): KubernetesObject {
    const key = keyOf(kind, object);
    const previous = this.#objects.get(key)?.object;
    if (!previous && this.#objects.size >= this.#maxObjects) {
      throw new ApiError(
        507,
        'InsufficientStorage',
        `this server keeps at most ${this.#maxObjects} objects; delete some`,
      );
    }
    const stored = this.#stamp(object);
    this.#objects.set(key, { kind, object: stored });
    this.events.append({
      revision: this.#revision,
      kind,
      object: stored,
      previous,
    });
    return stored;
  }

  /** Returns the object as it was last, under the revision of its removal. */
  remove(kind: Kind, object: KubernetesObject): KubernetesObject {
    const key = keyOf(kind, object);
    const previous = this.#objects.get(key)?.object ?? object;
    this.#objects.delete(key);
    const last = this.#stamp(previous);
    this.events.append({ revision: this.#revision, kind, previous: last });
    return last;
  }

  /** Every object, for what reaches over kinds, such as the end of a namespace. */
  all(): { kind: Kind; object: KubernetesObject }[] {
    return [...this.#objects.values()];
  }

  #stamp(object: KubernetesObject): KubernetesObject {
    this.#revision += 1;
    const resourceVersion = String(this.#revision);
    return { ...object, metadata: { ...object.metadata, resourceVersion } };
  }
}

export function isSameKind(left: Kind, right: Kind): boolean {
  return left.group === right.group && left.plural === right.plural;
}

function undo(past: Map<string, KubernetesObject>, event: StoreEvent): void {
  const { kind, object, previous } = event;
  if (object) {
    past.delete(keyOf(kind, object));
  }
  if (previous) {
    past.set(keyOf(kind, previous), previous);
  }
}

function keyOf(kind: Kind, { metadata }: KubernetesObject): string {
  const { name, namespace = '' } = metadata;
  return format({ kind, namespace, name });
}

function format({ kind, namespace, name }: ObjectKey): string {
  return `${kind.group}/${kind.plural}/${namespace}/${name}`;
}
