import { EventEmitter, once } from 'node:events';
import type { Frame } from '@backstage-realtime/plugin-realtime-common';

interface ReceivedEvent {
  event: string;
  data: string;
}

/** Reads an event stream and lets a test wait for the next event of a kind. */
export class TestEvents {
  readonly comments: string[] = [];
  readonly ended: Promise<void>;
  private readonly events: ReceivedEvent[] = [];
  private readonly signals = new EventEmitter();
  private readonly reader: ReadableStreamDefaultReader<Uint8Array>;

  static read(response: Response): TestEvents {
    return new TestEvents(response);
  }

  private constructor(readonly response: Response) {
    this.reader = response.body!.getReader();
    this.ended = this.pump();
  }

  /** Data of the first event of this name not taken before. */
  async next(event: string): Promise<string> {
    const found = await this.take(item => item.event === event);
    return found.data;
  }

  async frame<T extends Frame['type']>(
    type: T,
  ): Promise<Extract<Frame, { type: T }>> {
    const found = await this.take(
      ({ event, data }) => event === 'frame' && JSON.parse(data).type === type,
    );
    return JSON.parse(found.data);
  }

  async nextComment(count: number): Promise<string> {
    while (this.comments.length < count) await once(this.signals, 'took');
    return this.comments[count - 1];
  }

  cancel(): void {
    this.reader.cancel().catch(() => undefined);
  }

  private async take(
    isWanted: (event: ReceivedEvent) => boolean,
  ): Promise<ReceivedEvent> {
    for (;;) {
      const at = this.events.findIndex(isWanted);
      if (at >= 0) return this.events.splice(at, 1)[0];
      await once(this.signals, 'took');
    }
  }

  private async pump(): Promise<void> {
    const decoder = new TextDecoder();
    let rest = '';
    for (;;) {
      const { done, value } = await this.reader.read();
      if (done) break;
      const parts = (rest + decoder.decode(value, { stream: true })).split(
        '\n\n',
      );
      rest = parts.pop() ?? '';
      for (const part of parts) this.receive(part);
      this.signals.emit('took');
    }
  }

  private receive(part: string): void {
    if (part.startsWith(':')) {
      this.comments.push(part.slice(1));
      return;
    }
    const [, event, data] = /^event: (.*)\ndata: (.*)$/.exec(part) ?? [];
    this.events.push({ event, data });
  }
}
