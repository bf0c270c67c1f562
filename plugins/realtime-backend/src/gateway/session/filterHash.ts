import { createHash } from 'node:crypto';
import type { StreamFilter } from '@backstage-realtime/plugin-realtime-common';

/** Hexadecimal digits kept: enough to recognise a filter, no more. */
const DIGITS = 16;

/**
 * Stands for a filter in the audit log, where its text must not be: it may name
 * a person. Equal for equal filters; undefined for one that lets everything
 * through.
 */
export function filterHash({
  clauses = [],
  partitions = [],
}: StreamFilter = {}): string | undefined {
  if (clauses.length + partitions.length === 0) return undefined;
  const text = JSON.stringify([clauses, partitions]);
  return createHash('sha256').update(text).digest('hex').slice(0, DIGITS);
}
