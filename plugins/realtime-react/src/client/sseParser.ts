/** One event of a `text/event-stream`; comments and unnamed fields are left out. */
export interface SseEvent {
  event: string;
  data: string;
}

/**
 * Characters one event may take. A batch is at most a few hundred kB before
 * base64; a stream that never ends its event would otherwise fill the tab.
 */
export const MAX_EVENT_CHARS = 32 * 1024 * 1024;

/** The stream broke the form of server-sent events, or the bound of one event. */
export class SseFormatError extends Error {
  override name = 'SseFormatError';
}

/**
 * Takes text as it comes and yields whole events; keeps the unfinished rest.
 * Throws {@link SseFormatError} past {@link MAX_EVENT_CHARS}.
 * Source: WHATWG HTML, server-sent events, "interpreting an event stream".
 */
export class SseParser {
  private rest = '';
  private event = '';
  private data: string[] = [];
  private dataChars = 0;

  push(text: string): SseEvent[] {
    const lines = (this.rest + text).split(/\r\n|\n|\r(?!$)/);
    this.rest = lines.pop() ?? '';
    const events: SseEvent[] = [];
    for (const line of lines) {
      const event = this.takeLine(line);
      if (event) events.push(event);
    }
    if (this.rest.length + this.dataChars > MAX_EVENT_CHARS) {
      throw new SseFormatError(
        `an event is longer than ${MAX_EVENT_CHARS} characters`,
      );
    }
    return events;
  }

  private takeLine(line: string): SseEvent | undefined {
    if (line === '') return this.finish();
    const colon = line.indexOf(':');
    const field = colon < 0 ? line : line.slice(0, colon);
    const value = colon < 0 ? '' : line.slice(colon + 1).replace(/^ /, '');
    if (field === 'event') this.event = value;
    if (field === 'data') {
      this.data.push(value);
      this.dataChars += value.length;
    }
    return undefined;
  }

  private finish(): SseEvent | undefined {
    const { event, data } = this;
    this.event = '';
    this.data = [];
    this.dataChars = 0;
    return data.length === 0
      ? undefined
      : { event: event || 'message', data: data.join('\n') };
  }
}
