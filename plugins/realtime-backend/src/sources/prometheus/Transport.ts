import type { Clock } from '../../clock';
import { nameOfFault } from '../../nameOfFault';
import type { OutgoingRequest, PrometheusAuth } from './auth/PrometheusAuth';
import { failureReason } from '../shared/failureReason';
import { InFlight } from './InFlight';
import { PrometheusFailure, type PrometheusFault } from './PrometheusFailure';
import { BodyTooLong, readBody } from './readBody';
import { readEnvelope, type Envelope } from './readEnvelope';

/** Where requests go and within which bounds. */
export interface TransportOptions {
  name: string;
  url: string;
  auth: PrometheusAuth;
  timeoutMs: number;
  maxBytes: number;
  /** Uses POST for short forms too. */
  postsAll?: boolean;
  clock: Clock;
}

/** An answer, and how far the clock of whoever gave it is ahead of ours. */
export interface TransportAnswer extends Envelope {
  aheadMs?: number;
}

/** Longer forms go in a body: proxies cut URLs, some at 2,048 characters. */
const MAX_GET_CHARS = 1_500;

/** Requests at the same time to one Prometheus; its own default is twenty queries. */
const MAX_IN_FLIGHT = 8;

/**
 * Sends one form and reads one answer. A redirect is an error: a credential goes
 * nowhere but to the configured address. The time limit holds for waiting,
 * credential and answer together.
 */
export class Transport {
  private readonly inFlight = new InFlight(MAX_IN_FLIGHT);

  constructor(private readonly options: TransportOptions) {}

  /** Errors: PrometheusFailure; what `signal` was aborted with. */
  async ask(
    path: string,
    form: Array<[string, string]>,
    signal?: AbortSignal,
  ): Promise<TransportAnswer> {
    const limit = AbortSignal.timeout(this.options.timeoutMs);
    const either = signal ? AbortSignal.any([signal, limit]) : limit;
    try {
      return await this.inFlight.run(either, () =>
        this.askTwice(this.build(path, form), either),
      );
    } catch (error) {
      signal?.throwIfAborted();
      if (limit.aborted) throw this.failure('timeout');
      throw error;
    }
  }

  /** The second time with a new token, where the first was an old one. */
  private async askTwice(
    request: OutgoingRequest,
    signal: AbortSignal,
  ): Promise<TransportAnswer> {
    try {
      return await this.send(request, signal);
    } catch (error) {
      const isRefused =
        error instanceof PrometheusFailure && error.fault === 'unauthenticated';
      if (!isRefused || !this.options.auth.refused()) throw error;
      return await this.send(request, signal);
    }
  }

  private async send(
    request: OutgoingRequest,
    signal: AbortSignal,
  ): Promise<TransportAnswer> {
    const headers = await this.authorise(request, signal);
    const response = await this.fetch({ ...request, headers }, signal);
    const aheadMs = aheadOf(this.options.clock, response);
    const text = await this.read(response);
    const { name } = this.options;
    return { ...readEnvelope(name, response.status, text), aheadMs };
  }

  private build(path: string, form: Array<[string, string]>): OutgoingRequest {
    const { url: base, postsAll } = this.options;
    const url = new URL(`${base.replace(/\/+$/, '')}/api/v1/${path}`);
    // %20 instead of +, which those who sign and some proxies read differently.
    const text = new URLSearchParams(form).toString().replace(/\+/g, '%20');
    const headers = { accept: 'application/json' };
    if (!postsAll && text.length <= MAX_GET_CHARS) {
      url.search = [url.search.slice(1), text].filter(Boolean).join('&');
      return { method: 'GET', url, headers };
    }
    const type = 'application/x-www-form-urlencoded';
    return {
      method: 'POST',
      url,
      headers: { ...headers, 'content-type': type },
      body: text,
    };
  }

  private async authorise(request: OutgoingRequest, signal: AbortSignal) {
    try {
      const own = await this.options.auth.authorise(request, signal);
      return { ...request.headers, ...own };
    } catch (error) {
      signal.throwIfAborted();
      const name = nameOfFault(error);
      throw this.failure('unauthenticated', `none was obtained, ${name}`);
    }
  }

  private async fetch(
    { url, ...request }: OutgoingRequest,
    signal: AbortSignal,
  ): Promise<Response> {
    try {
      return await fetch(url, { ...request, redirect: 'manual', signal });
    } catch (error) {
      signal.throwIfAborted();
      throw this.failure('unreachable', failureReason((error as Error).cause));
    }
  }

  private async read(response: Response): Promise<string> {
    const { maxBytes } = this.options;
    try {
      return await readBody(response, maxBytes);
    } catch (error) {
      const isLong = error instanceof BodyTooLong;
      const tooLong = `it is longer than ${maxBytes} bytes`;
      throw this.failure('unreadable', isLong ? tooLong : 'it was cut off');
    }
  }

  /** Without its cause: messages of others name addresses, and parts of tokens. */
  private failure(fault: PrometheusFault, words?: string): PrometheusFailure {
    return new PrometheusFailure(this.options.name, fault, { words });
  }
}

/** By the header `date`, which is told in whole seconds when the answer begins. */
function aheadOf(clock: Clock, { headers }: Response): number | undefined {
  const theirsMs = Date.parse(headers.get('date') ?? '');
  return Number.isNaN(theirsMs) ? undefined : theirsMs - clock.now();
}
