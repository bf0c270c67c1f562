/**
 * What a manifest is held against, in this order: it is YAML and there once;
 * its fields are known and well typed; they do not contradict each other or
 * the language they hold; what it refers to exists; it keeps the house rules.
 * @public
 */
export const MANIFEST_GATES = [
  'yaml',
  'schema',
  'rules',
  'references',
  'policy',
] as const;

/** One of {@link MANIFEST_GATES}. @public */
export type ManifestGate = (typeof MANIFEST_GATES)[number];

/** One thing about one manifest; an error means that it must not be applied. @public */
export interface ManifestFinding {
  gate: ManifestGate;
  severity: 'error' | 'warning';
  /** Path below the workspace; empty for an object that came without one. */
  file: string;
  /** `ApplicationClaim ping-pong in team-a`; empty when that cannot be read. */
  manifest: string;
  /** `spec.streaming.topics[0]`; empty for the whole. */
  path: string;
  message: string;
}

/** One document of a file, or an object. @public */
export interface BundleEntry {
  file: string;
  value: unknown;
}

/** The outcome for a set of manifests that belong together. @public */
export interface BundleCheck {
  findings: ManifestFinding[];
  /** Sentences: what could not be judged without a cluster. Never counts as good. */
  notChecked: string[];
  /** Manifests that went through every gate. */
  checked: number;
}

/** `finding` as one line: `manifests/a.yaml: ApplicationClaim a: spec.port: …`. @public */
export function describeFinding(finding: ManifestFinding): string {
  const { file, manifest, path, message } = finding;
  return [file, manifest, path, message].filter(Boolean).join(': ');
}
