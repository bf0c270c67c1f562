/** A Kubernetes object as it is written to a file or sent. @public */
export interface Manifest {
  apiVersion: string;
  kind: string;
  metadata: ManifestMetadata;
  spec: object;
}

/** Only what we write; the API server adds the rest. @public */
export interface ManifestMetadata {
  name: string;
  namespace?: string;
  labels?: Record<string, string>;
  annotations?: Record<string, string>;
}

/** Which object: what another step needs to find it again. @public */
export interface ManifestRef {
  apiVersion: string;
  kind: string;
  namespace: string;
  name: string;
}

/** One thing that is wrong: where in the form or manifest, and what to do. @public */
export interface ManifestProblem {
  /** `application.streaming.topics[1]`; empty for the whole. */
  field: string;
  /** A sentence that never repeats a value that may be secret. */
  message: string;
}

/**
 * Manifests in the order they are to be applied, or every problem that was
 * found. A warning is about something that is accepted and does nothing.
 * @public
 */
export type BuildResult =
  | { ok: true; manifests: Manifest[]; warnings: string[] }
  | { ok: false; problems: ManifestProblem[] };

/** `apiVersion, kind, namespace, name` of a manifest; without a namespace, it is `default`. @public */
export function toManifestRef(manifest: Manifest): ManifestRef {
  const { apiVersion, kind, metadata } = manifest;
  const { name, namespace = 'default' } = metadata;
  return { apiVersion, kind, namespace, name };
}

/** `ApplicationClaim ping-pong in team-a`: how messages and logs name an object. @public */
export function describeManifest(
  ref: Pick<ManifestRef, 'kind' | 'name'> & { namespace?: string },
): string {
  const place = ref.namespace ? ` in ${ref.namespace}` : '';
  return `${ref.kind} ${ref.name}${place}`;
}

/** `application.name: …; platform.topics[0]: …`: all problems in one sentence. @public */
export function describeProblems(problems: readonly ManifestProblem[]): string {
  return problems
    .map(({ field, message }) => (field ? `${field}: ${message}` : message))
    .join('; ');
}
