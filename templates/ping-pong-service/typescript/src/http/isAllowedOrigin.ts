/**
 * Browsers let any page open a socket to any host and say in `Origin` where the
 * page is from. Its own pages and listed ones may; programs send no origin.
 */
export function isAllowedOrigin(
  origin: string | undefined,
  host: string | undefined,
  allowed: readonly string[],
): boolean {
  if (origin === undefined || allowed.includes(origin)) return true;
  return URL.canParse(origin) && new URL(origin).host === host;
}
