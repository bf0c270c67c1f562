import {
  MAX_FIELD_CHANGES,
  type FieldChange,
} from '@backstage-realtime/plugin-realtime-common';
import type { KubernetesObject } from '@backstage-realtime/plugin-realtime-node';

/** Fields that differ; those past {@link MAX_FIELD_CHANGES} are counted only. */
export interface Comparison {
  changes: FieldChange[];
  moreChanges: number;
}

/**
 * What applying changes in an object, given what a dry run answered: the parts
 * that people write, in their order. What the server keeps for itself
 * (`managedFields`, versions, `status`) is no change.
 */
export function compareObjects(
  live: KubernetesObject,
  planned: KubernetesObject,
): Comparison {
  const all = [
    ...changesOf('spec', live.spec, planned.spec),
    ...changesOf(
      'metadata.labels',
      live.metadata.labels,
      planned.metadata.labels,
    ),
    ...changesOf(
      'metadata.annotations',
      live.metadata.annotations,
      planned.metadata.annotations,
    ),
  ];
  const changes = all.slice(0, MAX_FIELD_CHANGES);
  return { changes, moreChanges: all.length - changes.length };
}

/** Depth is that of an object the API server took: it has a bound of its own. */
function changesOf(path: string, from: unknown, to: unknown): FieldChange[] {
  if (
    isBranch(from) &&
    isBranch(to) &&
    Array.isArray(from) === Array.isArray(to)
  )
    return [...new Set([...Object.keys(from), ...Object.keys(to)])].flatMap(
      key => changesOf(join(path, key, from), from[key], to[key]),
    );
  if (Object.is(from, to) || (isEmpty(from) && isEmpty(to))) return [];
  return [
    {
      path,
      ...(from !== undefined && { from }),
      ...(to !== undefined && { to }),
    },
  ];
}

function isBranch(value: unknown): value is Record<string, unknown> {
  return typeof value === 'object' && value !== null;
}

/** `labels: {}` and no labels are the same. */
function isEmpty(value: unknown): boolean {
  return (
    value === undefined || (isBranch(value) && Object.keys(value).length === 0)
  );
}

/** A key with dots or slashes, as of an annotation, is quoted: `annotations["a.b/c"]`. */
function join(path: string, key: string, parent: unknown): string {
  if (Array.isArray(parent)) return `${path}[${key}]`;
  return /^[\w-]+$/.test(key) ? `${path}.${key}` : `${path}["${key}"]`;
}
