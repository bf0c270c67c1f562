/** For log fields: messages of foreign errors may hold addresses, their names do not. */
export function nameOfFault(error: unknown): string {
  return error instanceof Error ? error.name : typeof error;
}
