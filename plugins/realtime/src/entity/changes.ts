import type { FilterClause } from '@backstage-realtime/plugin-realtime-common';
import {
  DEFAULT_QUERY,
  MAX_EXTRA_COLUMNS,
  type FieldAction,
  type TraceStep,
} from '@backstage-realtime/plugin-realtime-react';
import type { PageAddress } from '../address/address';

/** The address of a record of another stream, as a link to it would have it. */
export function placeOf(step: TraceStep): Partial<PageAddress> {
  if (step.state !== 'found') return {};
  const { partition, offset } = step.record;
  return {
    stream: step.stream,
    query: DEFAULT_QUERY,
    record: { partition, offset },
    tab: undefined,
  };
}

/** The address with one more condition. */
export function withClause(
  { query }: PageAddress,
  clause: FilterClause,
): Partial<PageAddress> {
  return { query: { ...query, clauses: [...query.clauses, clause] } };
}

/** What a choice at a field of the open record changes; a plot changes nothing in the address. */
export function changeFor(
  action: FieldAction,
  address: PageAddress,
): Partial<PageAddress> {
  const { columns } = address;
  if (action.kind === 'filter') return withClause(address, clauseFor(action));
  const others = columns.filter(
    c => c.source !== 'value' || c.name !== action.path,
  );
  const added = { source: 'value' as const, name: action.path };
  return { columns: [...others, added].slice(-MAX_EXTRA_COLUMNS) };
}

function clauseFor({ path, text, isNumber }: FieldAction): FilterClause {
  const number = Number(text);
  return isNumber && Number.isSafeInteger(number)
    ? { in: 'field-number', path, op: 'eq', number }
    : { in: 'field', path, op: 'equals', text: text.slice(0, 512) };
}
