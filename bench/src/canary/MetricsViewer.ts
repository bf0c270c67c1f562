import { once } from 'node:events';
import {
  applyChanges,
  type MetricBoards,
} from '@backstage-realtime/plugin-realtime-common';
import { WebSocket } from 'ws';
import { viewerTarget } from '../harness/realtimeViewer';

/** A page that shows the metrics of the one entity. */
export class MetricsViewer {
  /** Of frames that carried a state. */
  bytes = 0;
  private latest?: MetricBoards;
  private readonly seen = new Set<number>();
  private onFrame = () => {};

  static async open(port: number): Promise<MetricsViewer> {
    const { headers, path, protocols } = viewerTarget(port);
    const url = `ws://127.0.0.1:${port}${path}`;
    const socket = new WebSocket(url, protocols, { headers });
    const viewer = new MetricsViewer(socket);
    await once(socket, 'open');
    const entityRefs = ['component:default/bench'];
    socket.send(
      JSON.stringify({ type: 'watch', sub: 1, state: 'metrics', entityRefs }),
    );
    return viewer;
  }

  private constructor(private readonly socket: WebSocket) {
    socket.on('message', (data: Buffer, isBinary: boolean) => {
      if (!isBinary) this.read(data.toString());
    });
  }

  /** Waits for so many boards, each with a time axis of its own. */
  async boards(count: number): Promise<void> {
    await new Promise<void>(resolve => {
      this.onFrame = () => this.seen.size >= count && resolve();
      this.onFrame();
    });
  }

  /** What is not as it should be in the last board. */
  faults(panels: number): string[] {
    const [board] = this.latest?.boards ?? [];
    const drawn = board?.panels.filter(
      ({ series, missing }) => series.length === 2 && !missing,
    );
    return drawn?.length === panels
      ? []
      : [`a viewer sees ${drawn?.length ?? 0} of ${panels} panels`];
  }

  close(): void {
    this.socket.terminate();
  }

  private read(text: string): void {
    const frame = JSON.parse(text);
    if (frame.type !== 'state') return;
    this.bytes += Buffer.byteLength(text);
    this.latest = frame.changes
      ? (applyChanges(this.latest, frame.changes) as MetricBoards)
      : frame.value;
    const [board] = this.latest?.boards ?? [];
    if (board) this.seen.add(board.fromMs);
    this.onFrame();
  }
}
