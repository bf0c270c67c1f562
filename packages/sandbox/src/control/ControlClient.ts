import type { SandboxStatus } from '../SteerableSandbox';
import type { SandboxState } from './stateFile';

const TIMEOUT_MS = 5_000;

/** Speaks to a running sandbox. Errors carry the sentence of the answer. */
export class ControlClient {
  readonly #url: string;
  readonly #token: string;

  constructor({
    controlUrl,
    token,
  }: Pick<SandboxState, 'controlUrl' | 'token'>) {
    this.#url = controlUrl;
    this.#token = token;
  }

  async status(): Promise<SandboxStatus> {
    return (await this.#call('GET', '/status')) as SandboxStatus;
  }

  async setRate(perSecond: number): Promise<void> {
    await this.#call('POST', '/rate', { perSecond });
  }

  async incident(
    name: string,
    seconds?: number,
  ): Promise<{ name: string; seconds: number }> {
    const body = { name, seconds };
    const answer = await this.#call('POST', '/incident', body);
    return answer as { name: string; seconds: number };
  }

  async requestStop(): Promise<void> {
    await this.#call('POST', '/stop');
  }

  /** false when nobody is there, or somebody who does not know our token. */
  async isAnswering(): Promise<boolean> {
    try {
      await this.status();
      return true;
    } catch {
      return false;
    }
  }

  async #call(method: string, path: string, body?: unknown): Promise<unknown> {
    const response = await fetch(`${this.#url}${path}`, {
      method,
      headers: { authorization: `Bearer ${this.#token}` },
      body: body === undefined ? undefined : JSON.stringify(body),
      signal: AbortSignal.timeout(TIMEOUT_MS),
    });
    const answer = (await response.json()) as { error?: string };
    if (!response.ok) {
      throw new Error(
        answer.error ?? `The sandbox answered ${response.status}`,
      );
    }
    return answer;
  }
}
