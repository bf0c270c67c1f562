import { setTimeout as sleep } from 'node:timers/promises';
import { isDeepStrictEqual } from 'node:util';
import { SECRET } from '../kinds/builtInKinds';
import type { KubernetesApi } from '../KubernetesApi';
import type { Kind } from '../model/Kind';
import type { StoreEvent } from '../store/EventLog';
import { isSameKind } from '../store/ObjectStore';
import { applicationRecipe } from './applicationRecipe';
import {
  ClaimController,
  type ClaimRecipe,
  type Pace,
} from './ClaimController';
import { InternalClient } from './InternalClient';
import { kafkaTopicRecipe } from './kafkaTopicRecipe';
import { OamApplications } from './oam/OamApplications';
import { platformRecipe } from './platformRecipe';
import type { PlatformAddresses } from './platformSecrets';
import { readReadiness } from './Progress';
import { Services, type StartService } from './Services';
import { KafkaTopics } from './topics';

/** Of both kinds of claims. */
export const CLAIM_API = 'platform.example.org/v1alpha1';

const OAM_API = 'core.oam.dev/v1beta1';
const KAFKA_TOPIC_API = 'kafka.strimzi.io/v1';

export interface PlatformOptions {
  addresses: PlatformAddresses;
  startService: StartService;
  /** Platforms that stay Creating for ever; default `never-ready`. */
  neverReadyPlatforms?: string[];
  /** Default: each step is seen for a moment, failures are tried again after 1 s to 30 s. */
  pace?: Pace;
}

const STEP_MS = 500;
const FIRST_RETRY_MS = 1_000;
const MAX_RETRY_MS = 30_000;

const REAL_PACE: Pace = {
  step: signal => waitOrEnd(STEP_MS, signal),
  retry: (attempt, signal) =>
    waitOrEnd(
      Math.min(FIRST_RETRY_MS * 2 ** (attempt - 1), MAX_RETRY_MS),
      signal,
    ),
};

/**
 * Plays what runs behind a real cluster: makes of RealtimePlatformClaims and
 * ApplicationClaims what they ask for, and of KafkaTopics and OAM Applications
 * what those mean, on the brokers of the sandbox. Other kinds are only stored.
 */
export class PlatformControllers {
  readonly #client: InternalClient;
  readonly #options: PlatformOptions;
  readonly #topics: KafkaTopics;
  readonly #platformKind: Kind;
  readonly #serviceKind: Kind;
  readonly #services: Services;
  readonly #platforms: ClaimController;
  readonly #applications: ClaimController;
  readonly #kafkaTopics?: ClaimController;
  readonly #oam?: OamApplications;
  readonly #unsubscribe: () => void;

  /** Throws when the two kinds of claims are not defined. */
  constructor(api: KubernetesApi, options: PlatformOptions) {
    this.#client = new InternalClient(api);
    this.#options = options;
    this.#topics = new KafkaTopics(options.addresses.bootstrap);
    this.#platformKind = requireKind(this.#client, 'RealtimePlatformClaim');
    this.#serviceKind = requireKind(this.#client, 'ApplicationClaim');
    this.#services = new Services(options.startService);
    this.#platforms = this.#playPlatforms();
    this.#applications = this.#playApplications();
    this.#kafkaTopics = this.#playKafkaTopics();
    this.#oam = this.#playOam();
    this.#unsubscribe = api.store.events.subscribe(event => this.#tell(event));
  }

  /** How many services run for claims. */
  get serviceCount(): number {
    return this.#services.count;
  }

  async stop(): Promise<void> {
    this.#unsubscribe();
    await Promise.all(
      [
        ...[this.#platforms, this.#applications],
        ...[this.#kafkaTopics, this.#oam],
      ].map(each => each?.stop()),
    );
    await this.#services.stopAll();
  }

  #playPlatforms(): ClaimController {
    const { addresses, neverReadyPlatforms } = this.#options;
    const recipe = platformRecipe(this.#platformKind, {
      client: this.#client,
      topics: this.#topics,
      addresses,
      neverReady: neverReadyPlatforms ?? ['never-ready'],
    });
    return this.#control(recipe);
  }

  #playApplications(): ClaimController {
    const recipe = applicationRecipe(this.#serviceKind, {
      client: this.#client,
      platformKind: this.#platformKind,
      topics: this.#topics,
      services: this.#services,
      addresses: this.#options.addresses,
    });
    return this.#control(recipe);
  }

  #playKafkaTopics(): ClaimController | undefined {
    const kind = this.#client.kind(KAFKA_TOPIC_API, 'KafkaTopic');
    return kind && this.#control(kafkaTopicRecipe(kind, this.#topics));
  }

  #playOam(): OamApplications | undefined {
    const kind = this.#client.kind(OAM_API, 'Application');
    return (
      kind &&
      new OamApplications(kind, {
        client: this.#client,
        pace: this.#options.pace ?? REAL_PACE,
        platformKind: this.#platformKind,
        serviceKind: this.#serviceKind,
        topics: this.#topics,
        addresses: this.#options.addresses,
      })
    );
  }

  #control(recipe: ClaimRecipe): ClaimController {
    const { pace = REAL_PACE } = this.#options;
    return new ClaimController(recipe, this.#client, pace);
  }

  /** Who may have waited for what an event is about looks again. */
  #tell(event: StoreEvent): void {
    const isSecret = isSameKind(event.kind, SECRET);
    const isPlatform = isSameKind(event.kind, this.#platformKind);
    const isService = isSameKind(event.kind, this.#serviceKind);
    if (isSecret) {
      this.#platforms.platformChanged();
    }
    if (isPlatform) {
      this.#applications.platformChanged();
    }
    if (isSecret || ((isPlatform || isService) && hasTurned(event))) {
      this.#oam?.lookAgain();
    }
  }
}

/** Whether a claim came, went, or says something else of itself. */
function hasTurned({ object, previous }: StoreEvent): boolean {
  return (
    !object ||
    !previous ||
    !isDeepStrictEqual(readReadiness(object), readReadiness(previous))
  );
}

function requireKind(client: InternalClient, name: string): Kind {
  const kind = client.kind(CLAIM_API, name);
  if (!kind) {
    throw new Error(
      `The kind ${name} of ${CLAIM_API} is not defined; is platform/xrds complete?`,
    );
  }
  return kind;
}

async function waitOrEnd(ms: number, signal: AbortSignal): Promise<void> {
  try {
    await sleep(ms, undefined, { signal });
  } catch (error) {
    if (!signal.aborted) {
      throw error;
    }
  }
}
