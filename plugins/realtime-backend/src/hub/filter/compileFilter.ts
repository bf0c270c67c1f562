import type { StreamFilter } from '@backstage-realtime/plugin-realtime-common';
import type { RecordView } from '../Projector';
import { compileClause } from './compileClause';
import { JsonValue } from './JsonValue';

/** A filter compiled once for all viewers that ask the same. */
export interface RecordFilter {
  /** False: no record of the partition can match. */
  hasPartition(partition: number): boolean;
  /** undefined: every record of a wanted partition matches. */
  matches?: (view: RecordView) => boolean;
}

/** A filter as a function over masked records; all clauses must hold. */
export function compileFilter(filter: StreamFilter | undefined): RecordFilter {
  const partitions = filter?.partitions && new Set(filter.partitions);
  const hasPartition = (partition: number) =>
    partitions === undefined || partitions.has(partition);
  const tests = (filter?.clauses ?? []).map(compileClause);
  if (tests.length === 0) return { hasPartition };
  const json = new JsonValue();
  return {
    hasPartition,
    matches: view => {
      json.use(view);
      for (const test of tests) if (!test(view, json)) return false;
      return true;
    },
  };
}

/** Equal text for filters that ask the same, whatever the order of partitions and clauses. */
export function canonicalFilter(filter: StreamFilter | undefined): string {
  const partitions =
    filter?.partitions && [...new Set(filter.partitions)].sort((a, b) => a - b);
  const clauses = (filter?.clauses ?? [])
    .map(clause => JSON.stringify(Object.entries(clause).sort()))
    .sort();
  return JSON.stringify({ partitions, clauses });
}
