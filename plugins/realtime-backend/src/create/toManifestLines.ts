import {
  MAX_MANIFEST_LINES,
  toYamlLines,
  type ManifestLine,
} from '@backstage-realtime/plugin-realtime-common';
import type { KubernetesObject } from '@backstage-realtime/plugin-realtime-node';
import { FieldOwners } from './FieldOwners';

/** Longest line that is told; annotations may hold whole objects. */
const MAX_LINE_CHARS = 400;

/**
 * The parts of an object that people write, as lines of YAML that know whether
 * others wrote them. Undefined for more than {@link MAX_MANIFEST_LINES}.
 */
export function toManifestLines(
  object: KubernetesObject,
): ManifestLine[] | undefined {
  const { apiVersion, kind, metadata, spec } = object;
  const { name, namespace, labels, annotations } = metadata;
  const written = {
    apiVersion,
    kind,
    metadata: dropUndefined({ name, namespace, labels, annotations }),
    ...(spec !== undefined && { spec }),
  };
  const lines = toYamlLines(written);
  if (lines.length > MAX_MANIFEST_LINES) return undefined;
  const owners = FieldOwners.read(object);
  return lines.map(({ text, path }) => ({
    text:
      text.length > MAX_LINE_CHARS ? `${text.slice(0, MAX_LINE_CHARS)}…` : text,
    ...(owners.isOthers(path) && { isOthers: true }),
  }));
}

function dropUndefined(object: object): object {
  return Object.fromEntries(
    Object.entries(object).filter(([, value]) => value !== undefined),
  );
}
