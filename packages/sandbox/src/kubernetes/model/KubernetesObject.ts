import type { Json, JsonObject } from './json';

/** Who set which fields, and how; `fieldsV1` is the API's own notation. */
export type ManagedFields = {
  manager: string;
  operation: 'Apply' | 'Update';
  apiVersion: string;
  time: string;
  fieldsType: 'FieldsV1';
  fieldsV1: JsonObject;
  subresource?: string;
};

/** Whom an object belongs to; `controller`: who looks after it. */
export type OwnerReference = {
  apiVersion: string;
  kind: string;
  name: string;
  uid: string;
  controller?: boolean;
  blockOwnerDeletion?: boolean;
};

/** `resourceVersion` is opaque to clients; here the revision as a number. */
export type ObjectMeta = {
  name: string;
  namespace?: string;
  generateName?: string;
  uid?: string;
  resourceVersion?: string;
  generation?: number;
  creationTimestamp?: string;
  deletionTimestamp?: string;
  finalizers?: string[];
  ownerReferences?: OwnerReference[];
  labels?: { [key: string]: string };
  annotations?: { [key: string]: string };
  managedFields?: ManagedFields[];
};

/** What the store holds: never changed in place, always replaced whole. */
export type KubernetesObject = {
  apiVersion: string;
  kind: string;
  metadata: ObjectMeta;
  [field: string]: Json | ObjectMeta;
};

/** The fields without their types, for code that walks any object. */
export function asJson(object: KubernetesObject): JsonObject {
  return object as unknown as JsonObject;
}

/** The caller has checked apiVersion, kind and metadata. */
export function asObject(value: JsonObject): KubernetesObject {
  return value as unknown as KubernetesObject;
}
