import { setTimeout as sleep } from 'node:timers/promises';
import type { KubernetesApi } from '../KubernetesApi';
import type { Kind } from '../model/Kind';
import { isSameKind } from '../store/ObjectStore';
import { applicationRecipe } from './applicationRecipe';
import { ClaimController, type Pace } from './ClaimController';
import { InternalClient } from './InternalClient';
import { kafkaTopicRecipe } from './kafkaTopicRecipe';
import { oamRecipe } from './oamRecipe';
import { platformRecipe } from './platformRecipe';
import type { PlatformAddresses } from './platformSecrets';
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
 * ApplicationClaims what they ask for, and of KafkaTopics and OAM Applications what those mean, on the
 * brokers of the sandbox. Other kinds are only stored.
 */
export class PlatformControllers {
  readonly #controllers: ClaimController[];
  readonly #services: Services;
  readonly #unsubscribe: () => void;

  /** Throws when the two kinds of claims are not defined. */
  constructor(api: KubernetesApi, options: PlatformOptions) {
    const client = new InternalClient(api);
    const platformKind = requireKind(client, 'RealtimePlatformClaim');
    const applicationKind = requireKind(client, 'ApplicationClaim');
    const { addresses, pace = REAL_PACE, startService } = options;
    const neverReady = options.neverReadyPlatforms ?? ['never-ready'];
    const topics = new KafkaTopics(addresses.bootstrap);
    this.#services = new Services(startService);
    const platforms = new ClaimController(
      platformRecipe(platformKind, { client, topics, addresses, neverReady }),
      client,
      pace,
    );
    const applications = new ClaimController(
      applicationRecipe(applicationKind, {
        client,
        platformKind,
        topics,
        services: this.#services,
        addresses,
      }),
      client,
      pace,
    );
    this.#controllers = [platforms, applications];
    const topicKind = client.kind(KAFKA_TOPIC_API, 'KafkaTopic');
    if (topicKind) {
      const recipe = kafkaTopicRecipe(topicKind, topics);
      this.#controllers.push(new ClaimController(recipe, client, pace));
    }
    const oamKind = client.kind(OAM_API, 'Application');
    const oam =
      oamKind &&
      new ClaimController(
        oamRecipe(oamKind, {
          client,
          platformKind,
          serviceKind: applicationKind,
        }),
        client,
        pace,
      );
    if (oam) {
      this.#controllers.push(oam);
    }
    this.#unsubscribe = api.store.events.subscribe(({ kind }) => {
      const isPlatform = isSameKind(kind, platformKind);
      if (isPlatform) {
        applications.platformChanged();
      }
      if (isPlatform || isSameKind(kind, applicationKind)) {
        oam?.platformChanged();
      }
    });
  }

  /** How many services run for claims. */
  get serviceCount(): number {
    return this.#services.count;
  }

  async stop(): Promise<void> {
    this.#unsubscribe();
    await Promise.all(this.#controllers.map(each => each.stop()));
    await this.#services.stopAll();
  }
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
