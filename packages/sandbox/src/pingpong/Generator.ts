import { connectAsync, type MqttClient } from 'mqtt';
import { buildPing } from './messages';

export interface MqttAccess {
  url: string;
  username?: string;
  password?: string;
}

export const DEFAULT_RATE = 12;
/** More than one machine with two cores carries through the whole pipeline. */
export const MAX_RATE = 20_000;

const TICK_MS = 50;
/** The rate swings by a fifth, once in this time, so that charts live. */
const SWING_MS = 30_000;
const SWING = 0.2;
/** Pings waiting in the client while the broker is slow. */
const MAX_UNSENT = 20_000;

/**
 * Publishes pings over MQTT. Each tick sends what is due by then, so the rate
 * holds from 1 to thousands a second with twenty timers a second.
 */
export class Generator {
  readonly #client: MqttClient;
  readonly #topic: string;
  #timer: NodeJS.Timeout;
  #rate: number;
  #due = 0;
  #index = 0;
  #unsent = 0;
  #lastMs = Date.now();
  #isSilent = false;

  private constructor(client: MqttClient, topic: string, rate: number) {
    this.#client = client;
    this.#topic = topic;
    this.#rate = rate;
    this.#timer = setInterval(() => this.#tick(), TICK_MS);
  }

  static async start(
    mqtt: MqttAccess,
    topic: string,
    rate: number,
  ): Promise<Generator> {
    const { url, ...credentials } = mqtt;
    const client = await connectAsync(url, {
      ...credentials,
      protocolVersion: 4,
    });
    return new Generator(client, topic, rate);
  }

  get rate(): number {
    return this.#rate;
  }

  /** Pings a second, 0 to 20,000. Throws RangeError outside. */
  setRate(perSecond: number): void {
    this.#rate = checkRate(perSecond);
  }

  get isSilent(): boolean {
    return this.#isSilent;
  }

  setSilent(isSilent: boolean): void {
    this.#isSilent = isSilent;
  }

  get pingCount(): number {
    return this.#index;
  }

  async stop(): Promise<void> {
    clearInterval(this.#timer);
    await this.#client.endAsync(true);
  }

  #tick(): void {
    const now = Date.now();
    const phase = (now % SWING_MS) / SWING_MS;
    const rate = this.#rate * (1 + SWING * Math.sin(phase * 2 * Math.PI));
    this.#due += (rate * Math.min(now - this.#lastMs, 1_000)) / 1_000;
    this.#lastMs = now;
    const count = Math.floor(this.#due);
    this.#due -= count;
    for (let i = 0; i < count && !this.#isSilent; i += 1) {
      this.#publish(now);
    }
  }

  #publish(now: number): void {
    if (this.#unsent >= MAX_UNSENT) {
      return;
    }
    this.#unsent += 1;
    const ping = buildPing(this.#index, now);
    this.#index += 1;
    this.#client.publish(this.#topic, JSON.stringify(ping), () => {
      this.#unsent -= 1;
    });
  }
}

export function checkRate(perSecond: number): number {
  if (!(perSecond >= 0 && perSecond <= MAX_RATE)) {
    throw new RangeError(
      `The rate must be a number from 0 to ${MAX_RATE} pings a second.`,
    );
  }
  return perSecond;
}
