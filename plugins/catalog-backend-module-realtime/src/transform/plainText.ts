/** Longest text of a cluster that is kept in an entity. */
const MAX_TEXT = 300;

/** One line of a cluster's own words, without addresses and tokens, at most 300 characters. */
export function toPlainText(said: string): string {
  const line = said
    .slice(0, 10 * MAX_TEXT)
    .replace(/\b[a-z][a-z0-9+.-]*:\/\/\S+/gi, '(address)')
    .replace(/\b\d{1,3}(?:\.\d{1,3}){3}(?::\d+)?\b/g, '(address)')
    .replace(/\bBearer\s+\S+/gi, 'Bearer (hidden)')
    .replace(/\s+/g, ' ')
    .trim();
  return line.length <= MAX_TEXT ? line : `${line.slice(0, MAX_TEXT - 1)}…`;
}
