import type { KafkaBroker } from '@backstage-realtime/sandbox';
import { KafkaFixture } from './KafkaFixture';

/** The first start may fetch Kafka itself. */
const START_MS = 120_000;
const STOP_MS = 60_000;

/** There while tests run, not while they are declared. */
interface KafkaWorld<B extends KafkaBroker> {
  broker: B;
  kafka: KafkaFixture;
}

/** One broker with a source on it for all tests of the surrounding `describe`. */
export function useKafka<B extends KafkaBroker>(
  start: () => Promise<B>,
): KafkaWorld<B> {
  const world = {} as KafkaWorld<B>;

  beforeAll(async () => {
    world.broker = await start();
    world.kafka = new KafkaFixture(world.broker);
  }, START_MS);

  afterAll(async () => {
    await world.kafka?.close();
    await world.broker?.close();
  }, STOP_MS);

  return world;
}
