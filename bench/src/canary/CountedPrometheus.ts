import { once } from 'node:events';
import { createServer, type IncomingMessage } from 'node:http';
import type { AddressInfo } from 'node:net';
import { PrometheusApi } from '@backstage-realtime/sandbox';

/** What a Prometheus was asked, and how much it answered. */
export interface Asked {
  requests: number;
  /** Of bodies of answers. */
  bytes: number;
}

const SECOND = 1_000;

/** Samples before now, and after: time passes through them during a run. */
const PAST_S = 20 * 60;
const FUTURE_S = 20 * 60;
const SCRAPE_S = 5;

const PODS = ['aaa-1', 'aaa-2', 'aaa-3', 'bbb-1'];
const BUCKETS = ['0.05', '0.1', '0.25', '0.5', '1', '2.5', '+Inf'];

/** The Prometheus of the sandbox with the series of one canary, behind a door where requests and bytes are counted. */
export class CountedPrometheus {
  private asked: Asked = { requests: 0, bytes: 0 };
  private readonly door = createServer(async (request, response) => {
    this.asked.requests += 1;
    const answer = await this.forward(request);
    const body = Buffer.from(await answer.arrayBuffer());
    this.asked.bytes += body.byteLength;
    const type = answer.headers.get('content-type') ?? 'text/plain';
    response.writeHead(answer.status, { 'content-type': type });
    response.end(body);
  });

  static async start(): Promise<CountedPrometheus> {
    const api = await PrometheusApi.start();
    fill(api);
    const counted = new CountedPrometheus(api);
    await once(counted.door.listen(0, '127.0.0.1'), 'listening');
    return counted;
  }

  private constructor(private readonly api: PrometheusApi) {}

  get url(): string {
    return `http://127.0.0.1:${(this.door.address() as AddressInfo).port}`;
  }

  /** What was asked since the last time. */
  take(): Asked {
    const taken = this.asked;
    this.asked = { requests: 0, bytes: 0 };
    return taken;
  }

  async close(): Promise<void> {
    this.door.closeAllConnections();
    await new Promise(resolve => this.door.close(resolve));
    await this.api.close();
  }

  private async forward(request: IncomingMessage): Promise<Response> {
    const chunks: Buffer[] = [];
    for await (const chunk of request) chunks.push(chunk);
    const { method, headers, url } = request;
    const type = headers['content-type'];
    return fetch(`${this.api.url}${url}`, {
      method,
      headers: type ? { 'content-type': type } : {},
      body: chunks.length > 0 ? Buffer.concat(chunks) : undefined,
    });
  }
}

function fill({ store }: PrometheusApi): void {
  const nowMs = Date.now();
  for (const [index, pod] of PODS.entries()) {
    const labels = { namespace: 'demo', pod: `counter-${pod}` };
    for (let s = -PAST_S; s <= FUTURE_S; s += SCRAPE_S) {
      const atMs = nowMs + s * SECOND;
      const count = (s + PAST_S) * (10 + index);
      for (const [name, value, more] of samples(count))
        store.append({ __name__: name, ...labels, ...more }, atMs, value);
    }
  }
}

function samples(
  count: number,
): Array<[name: string, value: number, labels?: Record<string, string>]> {
  const wave = Math.sin(count / 500);
  return [
    ['http_requests_total', count, { status: '200' }],
    ['http_requests_total', count / 100, { status: '500' }],
    ...BUCKETS.map((le, i): [string, number, Record<string, string>] => [
      'http_request_duration_seconds_bucket',
      (count * (i + 1)) / BUCKETS.length,
      { le },
    ]),
    ['container_cpu_usage_seconds_total', count / 50, { container: 'app' }],
    ['kafka_consumer_lag_records', 100 + 50 * wave, { partition: '0' }],
    ['websocket_connections', 40 + 10 * wave],
  ];
}
