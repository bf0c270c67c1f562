/** URLs, IPv4 and IPv6 with or without a port, `host:port`, and names that were looked up. */
const ADDRESSES = [
  /[a-z][a-z0-9+.-]*:\/\/[^\s"'`<>]+/gi,
  /\[(?=[^\]]*:)[0-9a-f:.%]+\](?::\d+)?/gi,
  /\b\d{1,3}(?:\.\d{1,3}){3}(?::\d+)?\b/g,
  /\b(?:localhost|[a-z0-9_-]+(?:\.[a-z0-9_-]+)+):\d{2,5}\b/gi,
  /\b[a-z][a-z0-9-]*:\d{4,5}\b/gi,
  /(?<=\blookup )\S+/gi,
];

/** What somebody else wrote, as far as a browser may see it: one line, cut, without addresses. */
export function withoutAddresses(text: string, maxLength: number): string {
  const line = ADDRESSES.reduce(
    (words, address) => words.replace(address, '…'),
    text
      .slice(0, maxLength * 4)
      .replace(/\s+/g, ' ')
      .trim(),
  );
  return line.length > maxLength ? `${line.slice(0, maxLength - 1)}…` : line;
}
