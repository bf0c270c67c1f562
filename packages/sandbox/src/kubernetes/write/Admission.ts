import { z } from 'zod';
import { CUSTOM_RESOURCE_DEFINITION, NAMESPACE } from '../kinds/builtInKinds';
import { readDefinition } from '../kinds/customKinds';
import { forbidden, invalid, notFound } from '../model/ApiError';
import { resourceOf, type Kind } from '../model/Kind';
import type { KubernetesObject } from '../model/KubernetesObject';
import type { ObjectStore } from '../store/ObjectStore';

/** Objects of one kind a namespace may hold, by resource (`applicationclaims.platform.example.org`). */
export type Quotas = Readonly<Record<string, number>>;

/** What is refused though the schema allows it. Throws ApiError 403 and 404. */
export class Admission {
  readonly #store: ObjectStore;
  readonly #quotas: Quotas;

  constructor(store: ObjectStore, quotas: Quotas) {
    this.#store = store;
    this.#quotas = quotas;
  }

  /** Nothing is created in a namespace that is not there or is going. */
  checkNamespace(kind: Kind, { metadata }: KubernetesObject): void {
    if (!kind.isNamespaced) {
      return;
    }
    const { name: own, namespace: name = '' } = metadata;
    const found = this.#store.get({ kind: NAMESPACE, namespace: '', name });
    if (!found) {
      throw notFound(NAMESPACE, name);
    }
    if (found.metadata.deletionTimestamp) {
      throw forbidden(
        kind,
        own,
        `unable to create new content in namespace ${name} because it is being terminated`,
      );
    }
  }

  check(
    kind: Kind,
    object: KubernetesObject,
    live: KubernetesObject | undefined,
  ): void {
    if (kind === CUSTOM_RESOURCE_DEFINITION) {
      checkDefinition(object);
    }
    if (!live) {
      this.#checkQuota(kind, object);
    }
  }

  #checkQuota(kind: Kind, { metadata }: KubernetesObject): void {
    const limit = this.#quotas[resourceOf(kind)];
    const { name, namespace = '' } = metadata;
    if (limit === undefined) {
      return;
    }
    const used = this.#store.list(kind, namespace).length;
    const counted = `count/${resourceOf(kind)}`;
    if (used >= limit) {
      throw forbidden(
        kind,
        name,
        `exceeded quota: sandbox, requested: ${counted}=1, used: ${counted}=${used}, limited: ${counted}=${limit}`,
      );
    }
  }
}

function checkDefinition(object: KubernetesObject): void {
  try {
    readDefinition(object);
  } catch (error) {
    if (!(error instanceof z.ZodError)) {
      throw error;
    }
    const causes = error.issues.map(({ message, path }) => ({
      reason: 'FieldValueInvalid',
      message: `Invalid value: ${message}`,
      field: path.join('.'),
    }));
    throw invalid(CUSTOM_RESOURCE_DEFINITION, object.metadata.name, causes);
  }
}
