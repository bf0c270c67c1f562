import type { Command } from '@backstage-realtime/plugin-realtime-common';
import type { FetchApi } from '@backstage/core-plugin-api';
import { RealtimeError } from '@backstage-realtime/plugin-realtime-common';
import { decodeBase64 } from './base64';
import { HttpRefusal, readRefusal } from './httpRefusal';
import { SseFormatError, SseParser, type SseEvent } from './sseParser';
import type { Transport, TransportEnd, TransportHandlers } from './Transport';

/** Commands that a one-way transport may leave unsaid: draining is the ack, the request renews. */
const IMPLIED: ReadonlySet<Command['type']> = new Set([
  'ack',
  'present',
  'renew',
]);

/**
 * The same frames over the body of one POST, for networks that block sockets.
 * Not EventSource, which cannot carry the sign-in. One-way: any other wish than
 * those of `open` needs a new request, which resumes where the last one was.
 */
export class SseTransport implements Transport {
  readonly kind = 'sse';
  private readonly abort = new AbortController();

  static create(options: { fetchApi: FetchApi; url: string }): SseTransport {
    return new SseTransport(options);
  }

  private constructor(
    private readonly options: { fetchApi: FetchApi; url: string },
  ) {}

  open(commands: () => readonly Command[], handlers: TransportHandlers): void {
    const { signal } = this.abort;
    this.run(commands(), handlers)
      .then(() => ({ reason: 'the server ended the stream' }), toEnd)
      .then(end => {
        if (!signal.aborted) handlers.onEnd(end);
      });
    handlers.onReady();
  }

  send(command: Command): boolean {
    return IMPLIED.has(command.type);
  }

  close(): void {
    this.abort.abort();
  }

  private async run(
    commands: readonly Command[],
    handlers: TransportHandlers,
  ): Promise<void> {
    const response = await this.options.fetchApi.fetch(this.options.url, {
      method: 'POST',
      headers: {
        'Content-Type': 'application/json',
        Accept: 'text/event-stream',
      },
      body: JSON.stringify({
        subscribe: commands.filter(({ type }) => type === 'subscribe'),
        watch: commands.filter(({ type }) => type === 'watch'),
      }),
      signal: this.abort.signal,
    });
    if (!response.ok || !response.body) throw await readRefusal(response);
    await this.read(response.body.getReader(), handlers);
  }

  private async read(
    reader: ReadableStreamDefaultReader<Uint8Array>,
    handlers: TransportHandlers,
  ): Promise<void> {
    const parser = new SseParser();
    const decoder = new TextDecoder();
    for (;;) {
      const { done, value } = await reader.read();
      if (done) return;
      for (const event of parser.push(
        decoder.decode(value, { stream: true }),
      )) {
        if (this.abort.signal.aborted) return;
        deliver(event, handlers);
      }
    }
  }
}

/** The gateway says by its last event which row of CLOSE_CODES a socket would have been closed with. */
function deliver({ event, data }: SseEvent, handlers: TransportHandlers): void {
  if (event === 'frame') handlers.onText(data);
  else if (event === 'batch') handlers.onBytes(decodeBase64(data));
  else if (event === 'close') handlers.onEnd(parseClose(data));
}

function parseClose(data: string): TransportEnd {
  const code = /"code":(\d{4})\b/.exec(data)?.[1];
  const reason = 'the server ended the stream';
  return code === undefined ? { reason } : { code: Number(code), reason };
}

function toEnd(cause: unknown): TransportEnd {
  if (cause instanceof HttpRefusal)
    return { code: cause.status, reason: cause.message };
  const isGarbled =
    cause instanceof SseFormatError ||
    (cause instanceof DOMException && cause.name === 'InvalidCharacterError');
  if (isGarbled)
    return { reason: 'the stream is not of our protocol', isGarbled };
  return {
    reason:
      cause instanceof RealtimeError ? cause.message : 'the connection was cut',
  };
}
