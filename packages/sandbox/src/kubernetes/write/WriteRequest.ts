import type { Kind } from '../model/Kind';
import type { KubernetesObject } from '../model/KubernetesObject';

export type FieldValidation = 'Ignore' | 'Warn' | 'Strict';

/** What a writing request says beside its body. */
export interface WriteRequest {
  kind: Kind;
  namespace: string;
  /** From the path; empty when creating. */
  name: string;
  subresource?: 'status';
  manager: string;
  /** As the server: warn unless told otherwise. */
  fieldValidation: FieldValidation;
  isDryRun: boolean;
  isForced: boolean;
}

export interface Written {
  object: KubernetesObject;
  isNew: boolean;
  /** For the person at the other end; sent as `Warning` headers. */
  warnings: string[];
}
