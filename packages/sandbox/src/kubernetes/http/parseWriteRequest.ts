import { badRequest } from '../model/ApiError';
import { parseDryRun } from '../write/remove';
import type { FieldValidation, WriteRequest } from '../write/WriteRequest';
import type { Exchange } from './Exchange';
import type { ResourceTarget } from './parseTarget';

const MAX_MANAGER = 128;

/** What the query says about a write. Throws ApiError 400 for what it cannot mean. */
export function parseWriteRequest(
  { request, query }: Exchange,
  target: ResourceTarget,
): WriteRequest {
  return {
    ...target,
    manager: managerOf(query, request.headers['user-agent']),
    fieldValidation: parseValidation(query.get('fieldValidation') || 'Warn'),
    isDryRun: parseDryRun(query.getAll('dryRun')),
    isForced: query.get('force') === 'true',
  };
}

/** Who does not name a manager is known by its program. */
function managerOf(query: URLSearchParams, userAgent = ''): string {
  const name = query.get('fieldManager') || userAgent.split('/')[0];
  return (name || 'unknown').slice(0, MAX_MANAGER);
}

function parseValidation(value: string): FieldValidation {
  if (value === 'Ignore' || value === 'Warn' || value === 'Strict') {
    return value;
  }
  throw badRequest(
    `invalid fieldValidation value "${value}": supported values: "Ignore", "Strict", "Warn"`,
  );
}
