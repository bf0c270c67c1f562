import type { AddressInfo, Socket } from 'node:net';
import { once } from 'node:events';
import { WebSocketServer, WebSocket } from 'ws';
import type { Segment } from '../../hub/ViewerSink';
import { PING_FRAME } from './frameHead';
import { sharedFrame } from './sharedFrame';
import { textFrame } from './textFrame';

function segmentOf(length: number): Segment {
  const bytes = Buffer.alloc(length, 'x');
  return { channel: 1, sequence: 1, bytes, records: 1 };
}

describe('a frame written past the library', () => {
  let server: WebSocketServer;
  let client: WebSocket;
  let raw: Socket;

  beforeEach(async () => {
    server = new WebSocketServer({ port: 0, host: '127.0.0.1' });
    await once(server, 'listening');
    const { port } = server.address() as AddressInfo;
    client = new WebSocket(`ws://127.0.0.1:${port}`, {
      maxPayload: 1024 * 1024,
    });
    const [[, request]] = await Promise.all([
      once(server, 'connection'),
      once(client, 'open'),
    ]);
    raw = request.socket;
  });

  afterEach(async () => {
    client.terminate();
    server.close();
    await once(server, 'close');
  });

  it.each([0, 1, 125, 126, 16_384, 16_385, 65_535, 65_536, 300_000])(
    'is read by a client as one binary message of %d bytes',
    async length => {
      for (const part of sharedFrame(segmentOf(length))) raw.write(part);
      const [message, isBinary] = await once(client, 'message');
      expect(isBinary).toBe(true);
      expect(message).toEqual(Buffer.alloc(length, 'x'));
    },
  );

  it.each(['', 'x', 'x'.repeat(125), 'ü'.repeat(63), '€'.repeat(30_000)])(
    'is read by a client as one text message',
    async text => {
      raw.write(textFrame(text));
      const [message, isBinary] = await once(client, 'message');
      expect(isBinary).toBe(false);
      expect(String(message)).toBe(text);
    },
  );

  it('is read by a client as a ping', async () => {
    raw.write(PING_FRAME);
    const [payload] = await once(client, 'ping');
    expect(payload).toHaveLength(0);
  });

  it.each([100, 100_000])(
    'is built once for a segment of %d bytes and shared',
    length => {
      const segment = segmentOf(length);
      expect(sharedFrame(segment)).toBe(sharedFrame(segment));
    },
  );

  it('does not copy a large segment', () => {
    const segment = segmentOf(100_000);
    expect(sharedFrame(segment)[1]).toBe(segment.bytes);
  });
});
