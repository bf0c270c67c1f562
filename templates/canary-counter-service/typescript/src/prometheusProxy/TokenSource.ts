import { readFile } from "node:fs/promises";
import { z } from "zod";
import type { ProxySettings } from "../settings.js";

/** A token is renewed when it has less than this left. */
const MARGIN_MS = 5 * 60_000;
const TIMEOUT_MS = 10_000;

const Answer = z.object({
  access_token: z.string().min(1),
  /** Seconds. */
  expires_in: z.coerce.number().positive(),
});

interface Token {
  text: string;
  expiresAtMs: number;
}

/** No token was given; says what the authority answered, and no more. */
export class NoToken extends Error {}

/**
 * Tokens for the federated identity of this pod: what the platform wrote into
 * a file is exchanged for an access token. Whoever asks meanwhile waits for the
 * same exchange, which is a promise and not a lock: it cannot be taken twice.
 */
export class TokenSource {
  readonly #settings: ProxySettings;
  readonly #now: () => number;
  #token: Token | undefined;
  #exchange: Promise<Token> | undefined;

  constructor(settings: ProxySettings, now: () => number = Date.now) {
    this.#settings = settings;
    this.#now = now;
  }

  /** Milliseconds since 1970; undefined while there is none. */
  get expiresAtMs(): number | undefined {
    return this.#token?.expiresAtMs;
  }

  /** Throws NoToken. */
  async get(): Promise<string> {
    const token = this.#token;
    if (token && token.expiresAtMs - this.#now() > MARGIN_MS) return token.text;
    this.#exchange ??= this.#renew().finally(() => {
      this.#exchange = undefined;
    });
    return (await this.#exchange).text;
  }

  /** The next request brings another: this one was refused. */
  forget(): void {
    this.#token = undefined;
  }

  async #renew(): Promise<Token> {
    try {
      this.#token = await this.#ask();
      return this.#token;
    } catch (error) {
      // What is left of the old one is still good.
      const token = this.#token;
      if (token && token.expiresAtMs > this.#now()) return token;
      if (error instanceof NoToken) throw error;
      throw new NoToken("The authority does not answer.", { cause: error });
    }
  }

  async #ask(): Promise<Token> {
    const { tokenUrl, clientId, scope, assertionFile } = this.#settings;
    const response = await fetch(tokenUrl, {
      method: "POST",
      signal: AbortSignal.timeout(TIMEOUT_MS),
      body: new URLSearchParams({
        grant_type: "client_credentials",
        client_id: clientId,
        scope,
        client_assertion_type:
          "urn:ietf:params:oauth:client-assertion-type:jwt-bearer",
        // Read each time: the platform renews it.
        client_assertion: (await readFile(assertionFile, "utf8")).trim(),
      }),
    });
    if (!response.ok) {
      throw new NoToken(`The authority answered ${response.status}.`);
    }
    const answer = Answer.parse(await response.json());
    return {
      text: answer.access_token,
      expiresAtMs: this.#now() + answer.expires_in * 1000,
    };
  }
}
