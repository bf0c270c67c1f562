import type { IncomingMessage } from 'node:http';
import { request } from 'node:https';
import type { JsonObject } from '../model/json';

/** How to reach a server that is to be tested. */
export interface ApiAddress {
  url: string;
  /** PEM of the authority that signed its certificate. */
  ca: string;
  /** Of a user who has no token; PEM. */
  cert?: string;
  key?: string;
}

export interface Answer {
  code: number;
  headers: Record<string, string | string[] | undefined>;
  /** Empty when the answer is no JSON. */
  body: JsonObject;
}

interface Call {
  body?: unknown;
  /** Instead of a body: sent as it is. */
  text?: string;
  /** Default `application/json`. */
  type?: string;
  /** Default: whoever the caller is; null sends none. */
  token?: string | null;
}

const TIMEOUT_MS = 20_000;

/** One event of a watch; its object as received. */
export interface WatchEvent {
  type: string;
  object: JsonObject;
}

/** Speaks to an API server as bytes on the wire, so that a test sees exactly what it says. */
export class ApiCaller {
  readonly #address: ApiAddress;
  readonly #token: string;
  readonly #as?: string;

  /** `as`: somebody else, in whose name is asked. */
  constructor(address: ApiAddress, token: string, as?: string) {
    this.#address = address;
    this.#token = token;
    this.#as = as;
  }

  get(path: string, call?: Call): Promise<Answer> {
    return this.#call('GET', path, call);
  }

  post(path: string, body: unknown, call?: Call): Promise<Answer> {
    return this.#call('POST', path, { ...call, body });
  }

  put(path: string, body: unknown, call?: Call): Promise<Answer> {
    return this.#call('PUT', path, { ...call, body });
  }

  delete(path: string, body?: unknown): Promise<Answer> {
    return this.#call('DELETE', path, { body });
  }

  patch(path: string, type: string, body: unknown): Promise<Answer> {
    return this.#call('PATCH', path, { body, type: `application/${type}` });
  }

  apply(path: string, body: unknown, query: string): Promise<Answer> {
    const separator = path.includes('?') ? '&' : '?';
    return this.patch(`${path}${separator}${query}`, 'apply-patch+yaml', body);
  }

  /** Server-side apply of YAML as it was typed. */
  sendText(path: string, text: string): Promise<Answer> {
    return this.#call('PATCH', path, {
      text,
      type: 'application/apply-patch+yaml',
    });
  }

  /** Events of a watch, until it ends or the reader stops. */
  async *watch(path: string): AsyncGenerator<WatchEvent> {
    const response = await this.#open('GET', path, {});
    let held = '';
    for await (const chunk of response) {
      held += String(chunk);
      const lines = held.split('\n');
      held = lines.pop() ?? '';
      for (const line of lines.filter(each => each !== '')) {
        yield JSON.parse(line) as WatchEvent;
      }
    }
  }

  async #call(method: string, path: string, call: Call = {}): Promise<Answer> {
    const response = await this.#open(method, path, call);
    let text = '';
    for await (const chunk of response) {
      text += String(chunk);
    }
    // By its look: the real server calls some of its JSON plain text.
    const isJson = text.startsWith('{');
    return {
      code: response.statusCode ?? 0,
      headers: response.headers,
      body: isJson ? (JSON.parse(text) as JsonObject) : {},
    };
  }

  get #certificate() {
    const { cert, key } = this.#address;
    return cert && { cert, key };
  }

  #open(method: string, path: string, { body, text: raw, token, type }: Call) {
    const bearer = token === undefined ? this.#token : token;
    const text = raw ?? (body === undefined ? raw : JSON.stringify(body));
    return new Promise<IncomingMessage>((resolve, reject) => {
      const outgoing = request(
        `${this.#address.url}${path}`,
        {
          method,
          ca: this.#address.ca,
          ...(bearer !== null && this.#certificate),
          timeout: TIMEOUT_MS,
          headers: {
            accept: 'application/json',
            'user-agent': 'contract/1.0',
            ...(bearer && { authorization: `Bearer ${bearer}` }),
            ...(this.#as && { 'impersonate-user': this.#as }),
            ...(text !== undefined && {
              'content-type': type ?? 'application/json',
              'content-length': Buffer.byteLength(text),
            }),
          },
        },
        resolve,
      );
      outgoing.once('timeout', () =>
        outgoing.destroy(new Error(`No answer to ${method} ${path}`)),
      );
      outgoing.once('error', reject);
      outgoing.end(text);
    });
  }
}
