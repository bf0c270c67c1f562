import { request as requestHttp, type IncomingMessage } from 'node:http';
import { request as requestHttps, type RequestOptions } from 'node:https';
import { RealtimeError } from '@backstage-realtime/plugin-realtime-common';
import type { KubernetesClusterSettings } from '../settings';
import { readCredential } from './readCredential';

/** One request; the path begins with `/api`. */
export interface Call {
  method: 'GET' | 'PATCH' | 'DELETE';
  path: string;
  query?: Record<string, string | undefined>;
  body?: unknown;
  contentType?: string;
  signal?: AbortSignal;
}

/**
 * The way to one API server: address, TLS and credential. Sends requests and
 * gives back answers as they come, whatever their status; faults of the
 * network are `realtime.kubernetes.unreachable`.
 */
export class Connection {
  readonly settings: KubernetesClusterSettings;
  private prepared: Promise<RequestOptions> | undefined;

  private constructor(settings: KubernetesClusterSettings) {
    this.settings = settings;
  }

  static create(settings: KubernetesClusterSettings): Connection {
    return new Connection(settings);
  }

  /**
   * Sends a request; resolves when the head of the answer is there. It fails
   * after `timeoutMs` without a head; the body has its own clock.
   */
  async send(call: Call): Promise<IncomingMessage> {
    const { signal } = call;
    signal?.throwIfAborted();
    const options = await this.prepare();
    const timeout = new AbortController();
    const timer = setTimeout(() => timeout.abort(), this.settings.timeoutMs);
    try {
      return await this.exchange(call, options, timeout.signal);
    } catch (error) {
      signal?.throwIfAborted();
      throw this.unreachable(error, timeout.signal.aborted);
    } finally {
      clearTimeout(timer);
    }
  }

  /** What a person is told when nothing answers; the address stays here. */
  unreachable(cause: unknown, hasTimedOut = false): RealtimeError {
    const { name, timeoutMs } = this.settings;
    const how = hasTimedOut
      ? `does not answer within ${timeoutMs} ms`
      : sayCause(cause);
    return new RealtimeError(
      'realtime.kubernetes.unreachable',
      `The Kubernetes cluster ${name} ${how}; check that it runs, and its entry in app-config.`,
      { isRetriable: true, cause },
    );
  }

  private exchange(
    { method, path, query, body, contentType, signal }: Call,
    prepared: RequestOptions,
    timeout: AbortSignal,
  ): Promise<IncomingMessage> {
    const url = new URL(this.settings.url.replace(/\/$/, '') + path);
    for (const [key, value] of Object.entries(query ?? {}))
      if (value !== undefined) url.searchParams.set(key, value);
    const text = body === undefined ? undefined : JSON.stringify(body);
    const headers = {
      ...prepared.headers,
      accept: 'application/json',
      'user-agent': 'backstage-realtime',
      ...(text !== undefined && {
        'content-type': contentType ?? 'application/json',
        'content-length': Buffer.byteLength(text),
      }),
    };
    const open = url.protocol === 'http:' ? requestHttp : requestHttps;
    return new Promise((resolve, reject) => {
      const outgoing = open(url, { ...prepared, method, headers, signal });
      const onTimeout = () => outgoing.destroy(new Error('timed out'));
      timeout.addEventListener('abort', onTimeout, { once: true });
      outgoing.once('response', resolve);
      outgoing.on('error', reject);
      outgoing.end(text);
    });
  }

  /** Once per cluster; a certificate file that cannot be read is tried again with the next request. */
  private prepare(): Promise<RequestOptions> {
    this.prepared ??= readCredential(this.settings).catch(error => {
      this.prepared = undefined;
      throw error;
    });
    return this.prepared;
  }
}

/** Causes people know, without the address that Node writes into its messages. */
function sayCause(cause: unknown): string {
  const code = (cause as NodeJS.ErrnoException | undefined)?.code ?? '';
  if (code === 'ECONNREFUSED') return 'refuses connections';
  if (code === 'ENOTFOUND') return 'has a host name that nobody knows';
  if (code === 'ENOENT') return 'has a certificate file that does not exist';
  if (/CERT|SIGNED|TLS|SSL/.test(code))
    return `shows a certificate that is not trusted (${code})`;
  return code ? `cannot be reached (${code})` : 'cannot be reached';
}
