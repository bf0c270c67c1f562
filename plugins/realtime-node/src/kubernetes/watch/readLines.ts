import type { IncomingMessage } from 'node:http';

/** Longest event; an object in etcd has at most 1.5 MB. */
const MAX_LINE_BYTES = 8 * 1024 * 1024;

/** The JSON values of a stream of lines, until it ends. A broken or endless line ends it with an error. */
export async function* readLines(
  response: IncomingMessage,
): AsyncGenerator<unknown> {
  let held = '';
  response.setEncoding('utf8');
  for await (const chunk of response as AsyncIterable<string>) {
    held += chunk;
    const lines = held.split('\n');
    held = lines.pop() ?? '';
    for (const line of lines) if (line.trim()) yield JSON.parse(line);
    if (held.length > MAX_LINE_BYTES) throw new Error('an event has no end');
  }
}
