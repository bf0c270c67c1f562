import type { Clock } from '../../../clock';
import type { PrometheusAuth } from './PrometheusAuth';

/** A token and when it ends, in ms since 1970. */
export interface Token {
  value: string;
  expiresAtMs: number;
}

/** Makes a new token. Errors: any. */
export type FetchToken = (signal: AbortSignal) => Promise<Token>;

/** A token is not used in its last minutes, or last fifth when it is short-lived: clocks differ, and a request takes time. */
const SPARE_MS = 5 * 60_000;
const SPARE_SHARE = 0.2;

/** Longest time to wait for a token, whoever waits. */
const FETCH_MS = 10_000;

interface Kept {
  token: Token;
  useUntilMs: number;
}

/**
 * A bearer token that is kept until shortly before its end and fetched once for
 * all who wait. One caller who gives up does not end the fetch for the others.
 */
export class TokenAuth implements PrometheusAuth {
  private kept?: Kept;
  private fetching?: Promise<Kept>;

  constructor(
    private readonly fetchToken: FetchToken,
    private readonly clock: Clock,
  ) {}

  async authorise(
    _request: unknown,
    signal: AbortSignal,
  ): Promise<Record<string, string>> {
    const { token } = await this.current(signal);
    return { authorization: `Bearer ${token.value}` };
  }

  refused(): boolean {
    const wasKept = this.kept !== undefined;
    this.kept = undefined;
    return wasKept;
  }

  private async current(signal: AbortSignal): Promise<Kept> {
    const { kept } = this;
    if (kept && this.clock.now() < kept.useUntilMs) return kept;
    this.fetching ??= this.fetch().finally(() => {
      this.fetching = undefined;
    });
    return await unlessAborted(this.fetching, signal);
  }

  private async fetch(): Promise<Kept> {
    const token = await this.fetchToken(AbortSignal.timeout(FETCH_MS));
    const lifeMs = token.expiresAtMs - this.clock.now();
    const spareMs = Math.min(SPARE_MS, lifeMs * SPARE_SHARE);
    this.kept = { token, useUntilMs: token.expiresAtMs - spareMs };
    return this.kept;
  }
}

async function unlessAborted<T>(
  work: Promise<T>,
  signal: AbortSignal,
): Promise<T> {
  signal.throwIfAborted();
  let stop = () => {};
  const aborted = new Promise<never>((_, reject) => {
    stop = () => reject(signal.reason);
    signal.addEventListener('abort', stop, { once: true });
  });
  try {
    return await Promise.race([work, aborted]);
  } finally {
    signal.removeEventListener('abort', stop);
  }
}
