import { isDeepStrictEqual } from 'node:util';
import { asJson, type KubernetesObject } from '../model/KubernetesObject';
import { isJsonObject, type JsonObject } from '../model/json';
import type { Kind } from '../model/Kind';
import type { StoreEvent } from '../store/EventLog';
import { isSameKind, type ObjectStore } from '../store/ObjectStore';
import type { WriteRequest } from '../write/WriteRequest';
import type { Writer } from '../write/Writer';
import { toApiTime } from '../managed/managers';
import { CUSTOM_RESOURCE_DEFINITION, NAMESPACE } from './builtInKinds';
import { readDefinition } from './customKinds';
import type { KindRegistry } from './KindRegistry';

const MANAGER = 'kube-apiserver';

/**
 * Keeps what is served in step with the definitions in the store: a new one is
 * served and established, a deleted one takes its objects along. The same for
 * a namespace that is deleted.
 */
export class KindDesk {
  readonly #store: ObjectStore;
  readonly #kinds: KindRegistry;
  readonly #writer: Writer;

  constructor(store: ObjectStore, kinds: KindRegistry, writer: Writer) {
    this.#store = store;
    this.#kinds = kinds;
    this.#writer = writer;
  }

  createNamespace(name: string): void {
    const metadata = { name, labels: { 'kubernetes.io/metadata.name': name } };
    this.#writer.create(request(NAMESPACE, name), { metadata });
  }

  /** At the start: served at once. */
  define(definition: JsonObject): void {
    const kind = CUSTOM_RESOURCE_DEFINITION;
    const { object } = this.#writer.create(request(kind), definition);
    this.#establish(object);
  }

  follow(): void {
    this.#store.events.subscribe(event => {
      // Others see the event first, then what follows from it.
      queueMicrotask(() => this.#handle(event));
    });
  }

  #handle({ kind, object, previous }: StoreEvent): void {
    const gone = object ? undefined : previous;
    if (isSameKind(kind, NAMESPACE) && gone) {
      this.#empty(gone.metadata.name);
    }
    if (!isSameKind(kind, CUSTOM_RESOURCE_DEFINITION)) {
      return;
    }
    if (
      object &&
      this.#store.get({ kind, namespace: '', name: object.metadata.name })
    ) {
      this.#establish(object);
    }
    if (gone) {
      this.#withdraw(gone);
    }
  }

  #establish(definition: KubernetesObject): void {
    this.#kinds.add(readDefinition(definition));
    const status = {
      ...statusOf(definition),
      conditions: CONDITIONS.map(stamp),
    };
    const known = asJson(definition).status;
    if (isJsonObject(known) && known.conditions) {
      return;
    }
    const { name } = definition.metadata;
    const kind = CUSTOM_RESOURCE_DEFINITION;
    this.#writer.patch(
      { ...request(kind, name), subresource: 'status' },
      live =>
        isDeepStrictEqual(live.status, status) ? live : { ...live, status },
    );
  }

  #withdraw(definition: KubernetesObject): void {
    for (const kind of readDefinition(definition)) {
      this.#store
        .list(kind)
        .forEach(object => this.#store.remove(kind, object));
      this.#kinds.removeResource(kind.group, kind.plural);
    }
  }

  #empty(namespace: string): void {
    for (const { kind, object } of this.#store.all()) {
      if (object.metadata.namespace === namespace) {
        this.#store.remove(kind, object);
      }
    }
  }
}

const CONDITIONS = [
  {
    type: 'NamesAccepted',
    reason: 'NoConflicts',
    message: 'no conflicts found',
  },
  {
    type: 'Established',
    reason: 'InitialNamesAccepted',
    message: 'the initial names have been accepted',
  },
];

function stamp(condition: (typeof CONDITIONS)[number]): JsonObject {
  return {
    ...condition,
    status: 'True',
    lastTransitionTime: toApiTime(Date.now()),
  };
}

function statusOf(definition: KubernetesObject): JsonObject {
  const { spec } = asJson(definition);
  const parts = isJsonObject(spec) ? spec : {};
  const versions = readDefinition(definition).map(({ version }) => version);
  return { acceptedNames: parts.names ?? {}, storedVersions: versions };
}

function request(kind: Kind, name = ''): WriteRequest {
  return {
    kind,
    namespace: '',
    name,
    manager: MANAGER,
    fieldValidation: 'Ignore',
    isDryRun: false,
    isForced: false,
  };
}
