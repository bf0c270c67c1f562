import type { Kind } from '../../model/Kind';
import { ClaimController, type Pace } from '../ClaimController';
import type { InternalClient } from '../InternalClient';
import type { PlatformAddresses } from '../platformSecrets';
import type { KafkaTopics } from '../topics';
import { BrokerPlayer } from './broker/BrokerPlayer';
import { platformPlayer, servicePlayer } from './claims';
import { DashboardPlayer } from './DashboardPlayer';
import { oamRecipe } from './oamRecipe';
import { ProcessorPlayer } from './processor/ProcessorPlayer';

export interface OamParts {
  client: InternalClient;
  pace: Pace;
  platformKind: Kind;
  serviceKind: Kind;
  topics: KafkaTopics;
  addresses: PlatformAddresses;
}

/** All OAM Applications, and what runs for their components. */
export class OamApplications {
  readonly #controller: ClaimController;
  readonly #brokers: BrokerPlayer;

  constructor(kind: Kind, parts: OamParts) {
    const { addresses, client, pace, platformKind, serviceKind } = parts;
    this.#brokers = new BrokerPlayer({
      ...parts,
      bootstrap: addresses.bootstrap,
      onChange: () => this.lookAgain(),
    });
    const recipe = oamRecipe(kind, {
      'realtime-platform': platformPlayer(client, platformKind),
      'realtime-webservice': servicePlayer(client, serviceKind),
      'iot-broker': this.#brokers,
      'stream-processor': new ProcessorPlayer(parts),
      'analytics-dashboard': new DashboardPlayer(
        client,
        addresses.absent.metabaseUrl,
      ),
    });
    this.#controller = new ClaimController(recipe, client, pace);
  }

  /** Something changed that components may depend on. */
  lookAgain(): void {
    this.#controller.platformChanged();
  }

  async stop(): Promise<void> {
    await this.#controller.stop();
    await this.#brokers.stopAll();
  }
}
