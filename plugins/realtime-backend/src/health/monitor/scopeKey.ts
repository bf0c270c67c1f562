import { createHash } from 'node:crypto';

/**
 * Key of what is read, the same on every replica. Callers who may see different
 * topics get different keys, so that nobody's history holds what is hidden.
 */
export function scopeKey(
  of: string,
  scope: { topics: readonly unknown[]; groups: readonly unknown[] },
): string {
  const parts = [of, sorted(scope.topics), sorted(scope.groups)];
  return createHash('sha256').update(JSON.stringify(parts)).digest('hex');
}

function sorted(items: readonly unknown[]): string[] {
  return items.map(item => JSON.stringify(item)).sort();
}
