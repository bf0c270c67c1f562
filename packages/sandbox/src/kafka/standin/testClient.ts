import { connect, type Socket } from 'node:net';
import { FrameReader } from './wire/FrameReader';
import { WireReader } from './wire/WireReader';
import { WireWriter } from './wire/WireWriter';

/** What a raw Fetch v11 answer says of one partition. */
export interface FetchedPartition {
  errorCode: number;
  highWatermark: number;
  records: Buffer;
}

/** A client without a library: speaks what kafkajs would smooth over. */
export class TestClient {
  readonly #socket: Socket;
  readonly #answers: ((body: WireReader) => void)[] = [];
  readonly closed: Promise<void>;

  private constructor(socket: Socket) {
    this.#socket = socket;
    const frames = new FrameReader();
    socket.on('data', chunk => {
      for (const frame of frames.push(chunk)) {
        this.#answers.shift()?.(new WireReader(frame));
      }
    });
    this.closed = new Promise(resolve => {
      socket.once('close', () => resolve());
    });
    socket.on('error', () => socket.destroy());
  }

  static open(bootstrap: string): Promise<TestClient> {
    const port = Number(bootstrap.split(',')[0].split(':')[1]);
    const socket = connect(port, '127.0.0.1');
    return new Promise((resolve, reject) => {
      socket.once('connect', () => resolve(new TestClient(socket)));
      socket.once('error', reject);
    });
  }

  /** Resolves with the answer's body, after the correlation id. */
  send(
    apiKey: number,
    version: number,
    writeBody: (body: WireWriter) => void = () => {},
  ): Promise<WireReader> {
    const request = new WireWriter();
    request.int16(apiKey).int16(version).int32(7).string('test');
    writeBody(request);
    const size = Buffer.alloc(4);
    size.writeInt32BE(request.length);
    this.#socket.write(Buffer.concat([size, ...request.chunks()]));
    return new Promise(resolve => {
      this.#answers.push(body => {
        body.int32();
        resolve(body);
      });
    });
  }

  async fetch(
    topic: string,
    partition: number,
    options: { offset?: number; maxWaitMs?: number; maxBytes?: number } = {},
  ): Promise<FetchedPartition> {
    const { offset = 0, maxWaitMs = 0, maxBytes = 1_000_000 } = options;
    const body = await this.send(1, 11, request => {
      request.int32(-1).int32(maxWaitMs).int32(1).int32(maxBytes);
      request.int8(1).int32(0).int32(-1);
      request.int32(1).string(topic).int32(1);
      request.int32(partition).int32(-1).int64(offset).int64(-1);
      request.int32(maxBytes).int32(0).string('');
    });
    return readFetched(body);
  }

  close(): void {
    this.#socket.destroy();
  }
}

function readFetched(body: WireReader): FetchedPartition {
  body.int32();
  body.int16();
  body.int32();
  body.int32();
  body.string();
  body.int32();
  body.int32();
  const errorCode = body.int16();
  const highWatermark = body.int64();
  body.int64();
  body.int64();
  body.int32();
  body.int32();
  return { errorCode, highWatermark, records: body.bytes() };
}
