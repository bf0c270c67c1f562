/**
 * Matches `*` as any run of characters, everything else as itself. Linear in the
 * text: no regular expression is built from configuration.
 * @public
 */
export function matchesGlob(pattern: string, text: string): boolean {
  const parts = pattern.split('*');
  if (parts.length === 1) return pattern === text;
  const first = parts[0];
  const last = parts[parts.length - 1];
  if (text.length < first.length + last.length) return false;
  if (!text.startsWith(first) || !text.endsWith(last)) return false;
  return findInOrder(
    text.slice(first.length, text.length - last.length),
    parts.slice(1, -1),
  );
}

function findInOrder(text: string, parts: string[]): boolean {
  let at = 0;
  return parts.every(part => {
    const found = text.indexOf(part, at);
    at = found + part.length;
    return found >= 0;
  });
}

/** True when the list is missing (matches everything) or one pattern matches. @public */
export function matchesAny(
  patterns: readonly string[] | undefined,
  text: string,
): boolean {
  return (
    patterns === undefined ||
    patterns.some(pattern => matchesGlob(pattern, text))
  );
}
