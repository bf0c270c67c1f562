import { once } from 'node:events';
import {
  createServer,
  type IncomingHttpHeaders,
  type ServerResponse,
} from 'node:http';
import type { AddressInfo } from 'node:net';

/** A request as it came. */
export interface Asked {
  method: string;
  /** Path and query, as sent. */
  target: string;
  path: string;
  headers: IncomingHttpHeaders;
  body: string;
  /** Of query and body together. */
  form: URLSearchParams;
}

/** What a server says to one request; undefined says nothing, for ever. */
export type Answer =
  | { status?: number; headers?: Record<string, string>; body: unknown }
  | ((response: ServerResponse) => void)
  | undefined;

/** A real HTTP server that answers what the test says, and remembers what it was asked. */
export class FakePrometheus {
  readonly asked: Asked[] = [];
  /** Its clock. */
  now: () => number = Date.now;
  answer: (asked: Asked) => Answer = () => success(vector([]));

  private readonly server = createServer(async (request, response) => {
    let body = '';
    for await (const chunk of request) body += chunk;
    const { method = '', headers, url: target = '' } = request;
    const { pathname: path, searchParams } = new URL(target, 'http://host');
    const form = new URLSearchParams(`${searchParams}&${body}`);
    const asked = { method, target, path, headers, body, form };
    this.asked.push(asked);
    this.send(response, this.answer(asked));
  });

  static async start(): Promise<FakePrometheus> {
    const fake = new FakePrometheus();
    await once(fake.server.listen(0, '127.0.0.1'), 'listening');
    return fake;
  }

  get url(): string {
    const { port } = this.server.address() as AddressInfo;
    return `http://127.0.0.1:${port}`;
  }

  async stop(): Promise<void> {
    this.server.closeAllConnections();
    await new Promise(resolve => this.server.close(resolve));
  }

  private send(response: ServerResponse, answer: Answer): void {
    if (answer === undefined) return;
    if (typeof answer === 'function') {
      answer(response);
      return;
    }
    const { status = 200, headers, body } = answer;
    const text = typeof body === 'string' ? body : JSON.stringify(body);
    response.writeHead(status, {
      'content-type': 'application/json',
      date: new Date(this.now()).toUTCString(),
      ...headers,
    });
    response.end(text);
  }
}

/** An answer with data, as Prometheus wraps it. */
export function success(data: unknown, more: object = {}): Answer {
  return { body: { status: 'success', data, ...more } };
}

/** A refusal, as Prometheus words it. */
export function failure(
  status: number,
  errorType: string,
  error: string,
): Answer {
  return { status, body: { status: 'error', errorType, error } };
}

/** Data of an instant query: one value a series. */
export function vector(
  series: ReadonlyArray<[labels: Record<string, string>, value: string]>,
  seconds = 1_700_000_000.5,
) {
  const result = series.map(([metric, value]) => ({
    metric,
    value: [seconds, value],
  }));
  return { resultType: 'vector', result };
}

/** Data of a range query: a value at each step from `start` on; undefined is a gap. */
export function matrix(
  series: ReadonlyArray<
    [labels: Record<string, string>, values: ReadonlyArray<string | undefined>]
  >,
  { start, step }: { start: number; step: number },
) {
  const result = series.map(([metric, values]) => ({
    metric,
    values: values.flatMap((value, i) =>
      value === undefined ? [] : [[start + i * step, value]],
    ),
  }));
  return { resultType: 'matrix', result };
}
