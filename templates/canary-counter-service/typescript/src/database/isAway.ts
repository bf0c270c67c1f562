/**
 * SQLSTATE classes in which PostgreSQL says that it cannot serve anybody now:
 * connection, not enough resources, stopping or starting, wrong credentials (a
 * secret is rotated), no such database (it is being restored).
 */
const AWAY = /^(08|28|3D|53|57P)/;

/**
 * Whether the database is away, as opposed to having refused a statement: what
 * has no SQLSTATE did not come from it.
 */
export function isAway(error: unknown): boolean {
  const { code } = error as { code?: unknown };
  const isSqlState = typeof code === "string" && /^[0-9A-Z]{5}$/.test(code);
  return !isSqlState || AWAY.test(code);
}

/** One word of what went wrong; messages of drivers hold addresses and users. */
export function codeOf(error: unknown): string {
  const { code } = error as { code?: unknown };
  return typeof code === "string" ? code : "no answer";
}
