import type { KafkaBroker } from './KafkaBroker';

/** Somebody else's cluster: used, never stopped. */
export class ExternalKafka implements KafkaBroker {
  readonly kind = 'external';

  constructor(readonly bootstrap: string) {}

  async kill(): Promise<void> {
    throw new Error(REFUSAL);
  }

  async stop(): Promise<void> {
    throw new Error(REFUSAL);
  }

  async restart(): Promise<void> {
    throw new Error(REFUSAL);
  }

  /** Nothing to do: the cluster stays as it is. */
  async close(): Promise<void> {}
}

const REFUSAL =
  'This Kafka cluster was not started by the sandbox, so it is not stopped ' +
  'by it either. Start the sandbox without an own cluster for this.';
