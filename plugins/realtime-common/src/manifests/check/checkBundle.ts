import type { z } from 'zod';
import { DEFAULT_CLAIM_API, type ClaimApi } from '../claimApi';
import { describeManifest, toManifestRef, type Manifest } from '../manifest';
import { toProblems } from '../readForm';
import { findSecrets } from '../rules';
import type { BundleCheck, BundleEntry, ManifestFinding } from './finding';
import { kindName, knownKindNames, knownKinds, ownKindNames } from './kinds';
import { findNeeds, findOffers } from './references';

/** What is known about the world outside the bundle. @public */
export interface CheckOptions {
  api?: ClaimApi;
  /** `Secret/broker-users`, `Kafka/main`: exists already. */
  externals?: readonly string[];
  /**
   * Kinds that are taken as they are: `Certificate.cert-manager.io`. Of those
   * that are known here, mistakes are warnings.
   */
  otherKinds?: readonly string[];
}

/**
 * Holds a set of manifests against every gate without a cluster, the same in a
 * preview and in an action. Finds all mistakes at once rather than the first.
 * A kind that is not known is an error, as nothing can be said about it,
 * unless it is among `otherKinds`: then it is listed as not checked. A kind of
 * the platform, known as this product writes it, is only warned about if it is
 * among them: others may have reasons to write it in another way.
 * @public
 */
export function checkBundle(
  entries: readonly BundleEntry[],
  options: CheckOptions = {},
): BundleCheck {
  const api = options.api ?? DEFAULT_CLAIM_API;
  const kinds = knownKinds(api);
  const read = entries.map(entry =>
    readEntry(entry, kinds, api, options.otherKinds ?? []),
  );
  const good = read.flatMap(each => each.manifest ?? []);
  const known = new Set([
    ...good.flatMap(({ manifest }) => findOffers(manifest)),
    ...(options.externals ?? []),
  ]);
  return {
    findings: [
      ...read.flatMap(({ findings }) => findings),
      ...findDoubles(good),
      ...good.flatMap(each => findMissing(each, known)),
    ],
    notChecked: read.flatMap(({ notChecked }) => notChecked),
    checked: good.length,
  };
}

interface ReadManifest {
  file: string;
  manifest: Manifest;
}

interface ReadEntry {
  manifest?: ReadManifest;
  findings: ManifestFinding[];
  notChecked: string[];
}

function readEntry(
  { file, value }: BundleEntry,
  kinds: ReadonlyMap<string, z.ZodType>,
  api: ClaimApi,
  otherKinds: readonly string[],
): ReadEntry {
  const head = readHead(value);
  const at = { file, manifest: head ? describeManifest(head) : '' };
  if (!head)
    return refused({
      ...{ gate: 'yaml', severity: 'error', ...at, path: '' },
      message: 'is no manifest: apiVersion, kind and metadata.name are needed',
    });
  const schema = kinds.get(`${head.apiVersion}/${head.kind}`);
  const isTaken = otherKinds.includes(kindName(head));
  if (!schema && !isTaken)
    return refused({
      ...{ gate: 'schema', severity: 'error', ...at, path: 'kind' },
      message: `${kindName(head)} of ${head.apiVersion} is not known here; known are ${knownKindNames(api).join(', ')}`,
    });
  const secrets = findSecrets(value).map(
    ({ field: path, message }): ManifestFinding => ({
      ...{ gate: 'policy', severity: 'error', ...at, path, message },
    }),
  );
  if (!schema)
    return {
      findings: secrets,
      notChecked: [`${at.manifest} is of a kind that is not known here`],
    };
  const { success, error } = schema.safeParse(value);
  const isOwn = ownKindNames(api).includes(kindName(head));
  const severity = isTaken && !isOwn ? 'warning' : 'error';
  const findings = (error?.issues ?? []).flatMap(issue =>
    toFindings(issue, at, severity),
  );
  return {
    findings: [...secrets, ...findings],
    notChecked: [],
    ...(success && { manifest: { file, manifest: value as Manifest } }),
  };
}

function refused(finding: ManifestFinding): ReadEntry {
  return { findings: [finding], notChecked: [] };
}

function toFindings(
  issue: z.core.$ZodIssue,
  at: Pick<ManifestFinding, 'file' | 'manifest'>,
  severity: ManifestFinding['severity'],
): ManifestFinding[] {
  const gate = issue.code === 'custom' ? 'rules' : 'schema';
  return toProblems(issue, '').map(({ field: path, message }) => ({
    ...{ gate, severity, ...at, path, message },
  }));
}

function readHead(value: unknown) {
  const { apiVersion, kind, metadata } = (value ?? {}) as Partial<Manifest>;
  if (typeof apiVersion !== 'string' || typeof kind !== 'string')
    return undefined;
  const { name, namespace } = metadata ?? {};
  return typeof name === 'string'
    ? { apiVersion, kind, name, namespace }
    : undefined;
}

function findDoubles(good: readonly ReadManifest[]): ManifestFinding[] {
  const seen = new Map<string, string>();
  return good.flatMap(({ file, manifest }) => {
    const ref = toManifestRef(manifest);
    const key = JSON.stringify(ref);
    const first = seen.get(key);
    seen.set(key, first ?? file);
    if (first === undefined) return [];
    const message = first
      ? `is there twice, first in ${first}; leave one out`
      : 'is there twice; leave one out';
    const at = { file, manifest: describeManifest(ref), path: '' };
    return [{ gate: 'yaml', severity: 'error', ...at, message }];
  });
}

/** A warning, as what is missing here may exist on the cluster. */
function findMissing(
  { file, manifest }: ReadManifest,
  known: ReadonlySet<string>,
): ManifestFinding[] {
  const at = { file, manifest: describeManifest(toManifestRef(manifest)) };
  return findNeeds(manifest)
    .filter(({ needed }) => !known.has(needed))
    .map(({ needed, path }) => ({
      gate: 'references',
      severity: 'warning',
      ...at,
      path,
      message: `refers to ${needed}, which is not among these manifests and has to exist on the cluster`,
    }));
}
