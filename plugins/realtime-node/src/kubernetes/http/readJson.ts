import type { IncomingMessage } from 'node:http';
import type { Connection } from './Connection';

/** Largest answer that is read; a list of a thousand claims has about 4 MB. */
const MAX_ANSWER_BYTES = 32 * 1024 * 1024;

/** An answer read to its end. */
export interface Answer {
  status: number;
  /** Seconds to wait before asking again, when the server says so. */
  retryAfterSeconds?: number;
  /** Undefined when it is no JSON. */
  body: unknown;
}

/** Reads an answer to its end, at most {@link MAX_ANSWER_BYTES} within the timeout of the cluster. */
export async function readJson(
  response: IncomingMessage,
  connection: Connection,
  signal?: AbortSignal,
): Promise<Answer> {
  const onTimeout = () => response.destroy(new Error('timed out'));
  const timer = setTimeout(onTimeout, connection.settings.timeoutMs);
  try {
    const text = await readText(response);
    return {
      status: response.statusCode ?? 0,
      retryAfterSeconds: readRetryAfter(response.headers['retry-after']),
      body: parseJson(text),
    };
  } catch (error) {
    signal?.throwIfAborted();
    throw connection.unreachable(error);
  } finally {
    clearTimeout(timer);
  }
}

async function readText(response: IncomingMessage): Promise<string> {
  const chunks: Buffer[] = [];
  let bytes = 0;
  for await (const chunk of response as AsyncIterable<Buffer>) {
    bytes += chunk.length;
    if (bytes > MAX_ANSWER_BYTES) throw new Error('the answer is too large');
    chunks.push(chunk);
  }
  return Buffer.concat(chunks).toString('utf8');
}

function parseJson(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    // Proxies answer in HTML; the status says enough.
    return undefined;
  }
}

function readRetryAfter(header: string | undefined): number | undefined {
  const seconds = Number(header);
  return header !== undefined && Number.isFinite(seconds) ? seconds : undefined;
}
