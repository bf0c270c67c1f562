import { createInterface } from 'node:readline';
import { Readable } from 'node:stream';
import type { ReadableStream } from 'node:stream/web';

/** An event of a stream of server-sent events. */
export interface SentEvent {
  event: string;
  data: string;
}

/** Somebody who uses the portal as a program does: no browser, a token and JSON. */
export class RestUser {
  private constructor(
    private readonly url: string,
    private readonly token: string,
  ) {}

  /** As a persona of the demo. */
  static async signIn(url: string, persona: string): Promise<RestUser> {
    const response = await fetch(`${url}/api/auth/personas/refresh`, {
      headers: {
        'x-requested-with': 'XMLHttpRequest',
        'x-realtime-persona': persona,
      },
    });
    const { backstageIdentity } = (await readJson(response)) as {
      backstageIdentity: { token: string };
    };
    return new RestUser(url, backstageIdentity.token);
  }

  async get<T>(path: string): Promise<T> {
    return (await readJson(await this.send('GET', path))) as T;
  }

  async post<T>(path: string, body: object): Promise<T> {
    return (await readJson(await this.send('POST', path, body))) as T;
  }

  /** True when there is something at the path. */
  async has(path: string): Promise<boolean> {
    return (await this.send('GET', path)).ok;
  }

  /** Events until the server ends the stream, or the loop over them is left. */
  async *events(
    method: 'GET' | 'POST',
    path: string,
    body?: object,
  ): AsyncGenerator<SentEvent> {
    const response = await this.send(method, path, body);
    if (!response.ok || !response.body) throw await refusal(response);
    const input = Readable.fromWeb(response.body as ReadableStream);
    try {
      let event = '';
      for await (const line of createInterface({ input })) {
        if (line.startsWith('event:')) event = line.slice(6).trim();
        if (line.startsWith('data:'))
          yield { event, data: line.slice(5).trim() };
      }
    } finally {
      input.destroy();
    }
  }

  private send(method: string, path: string, body?: object): Promise<Response> {
    return fetch(`${this.url}/api/${path}`, {
      method,
      headers: {
        authorization: `Bearer ${this.token}`,
        'content-type': 'application/json',
      },
      body: body && JSON.stringify(body),
    });
  }
}

async function readJson(response: Response): Promise<unknown> {
  if (!response.ok) throw await refusal(response);
  return response.json();
}

async function refusal(response: Response): Promise<Error> {
  const { pathname } = new URL(response.url);
  const text = (await response.text()).slice(0, 500);
  return new Error(`${pathname} answered ${response.status}: ${text}`);
}
