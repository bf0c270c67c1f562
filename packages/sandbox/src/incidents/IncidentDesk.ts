import { setTimeout as sleep } from 'node:timers/promises';
import { badCanary } from './badCanary';
import { brokerDown } from './brokerDown';
import { clusterDown } from './clusterDown';
import type { Incident, IncidentTarget } from './Incident';
import { poisonRecord } from './poisonRecord';
import { prometheusDown } from './prometheusDown';
import { prometheusRefuses } from './prometheusRefuses';
import { silence } from './silence';
import { stalledConsumer } from './stalledConsumer';

export const INCIDENTS: readonly Incident[] = [
  brokerDown,
  poisonRecord,
  stalledConsumer,
  silence,
  badCanary,
  prometheusDown,
  prometheusRefuses,
  clusterDown,
];

/** Ten minutes: an incident is for showing something, not for leaving it so. */
export const MAX_SECONDS = 600;

/** A wish that cannot be fulfilled; the message says what can. */
export class IncidentRefused extends Error {
  override readonly name = 'IncidentRefused';
}

export interface StartedIncident {
  name: string;
  seconds: number;
  /** Resolves when the trouble is over; rejects when it could not be mended. */
  over: Promise<void>;
}

type Parts = Omit<IncidentTarget, 'wait'>;
type Wait = (ms: number, signal: AbortSignal) => Promise<void>;

/** Starts incidents by name; each at most once at a time. */
export class IncidentDesk {
  readonly #parts: Parts;
  readonly #wait: Wait;
  readonly #stopped = new AbortController();
  readonly #running = new Map<string, Promise<void>>();

  constructor(parts: Parts, wait: Wait = waitOrStop) {
    this.#parts = parts;
    this.#wait = wait;
  }

  get running(): string[] {
    return [...this.#running.keys()];
  }

  /** Throws IncidentRefused: unknown name, already running, no such length. */
  start(name: string, seconds?: number): StartedIncident {
    const incident = INCIDENTS.find(each => each.name === name);
    if (!incident) {
      const known = INCIDENTS.map(each => each.name).join(', ');
      throw new IncidentRefused(
        `There is no incident "${name}". Choose one of: ${known}.`,
      );
    }
    if (this.#running.has(name)) {
      throw new IncidentRefused(`The incident "${name}" is under way already.`);
    }
    const lasting = checkSeconds(seconds ?? incident.defaultSeconds ?? 0);
    this.#refuseOnExternalKafka(incident);
    const over = this.#run(incident, lasting);
    this.#running.set(name, over);
    return { name, seconds: lasting, over };
  }

  /** Ends all at once and waits until everything is mended. */
  async stop(): Promise<void> {
    this.#stopped.abort();
    await Promise.allSettled(this.#running.values());
  }

  #refuseOnExternalKafka(incident: Incident): void {
    if (incident === brokerDown && this.#parts.kafka.kind === 'external') {
      throw new IncidentRefused(
        'The sandbox does not stop a Kafka cluster it did not start.',
      );
    }
  }

  async #run(incident: Incident, seconds: number): Promise<void> {
    const { signal } = this.#stopped;
    const wait = (ms: number) => this.#wait(ms, signal);
    try {
      await incident.run({ ...this.#parts, wait }, seconds);
    } finally {
      this.#running.delete(incident.name);
    }
  }
}

function checkSeconds(seconds: number): number {
  if (!(seconds >= 0 && seconds <= MAX_SECONDS)) {
    throw new IncidentRefused(
      `An incident lasts from 0 to ${MAX_SECONDS} seconds.`,
    );
  }
  return seconds;
}

async function waitOrStop(ms: number, signal: AbortSignal): Promise<void> {
  try {
    await sleep(ms, undefined, { signal });
  } catch (error) {
    if (!signal.aborted) {
      throw error;
    }
  }
}
