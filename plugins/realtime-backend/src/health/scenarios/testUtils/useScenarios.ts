import { ANNOTATIONS } from '@backstage-realtime/plugin-realtime-common';
import { ALLOW_ALL, aCluster, aConfig } from '../../../testUtils/aConfig';
import { anEntity } from '../../../testUtils/anEntity';
import { usePlugins } from '../../../testUtils/usePlugins';
import { ObserveFixture } from '../../observe/testUtils/ObserveFixture';
import { WatchedHealth } from './WatchedHealth';

/** A cluster to make a mess of. */
interface Cluster {
  readonly bootstrap: string;
  close(): Promise<void>;
}

/** What the entity of a scenario declares. */
export interface Scenario {
  topics: readonly string[];
  groups?: readonly string[];
  /** As in the annotation: `lag.grace=1s`. */
  limits?: string;
  /** Whether records may be read. Default: true. */
  isReadAllowed?: boolean;
}

/** Time between two readings: short, so that what takes minutes takes seconds. */
const FOCUSED_MS = 250;
const START_MS = 180_000;

interface World<C extends Cluster> {
  cluster: C;
  kafka: ObserveFixture;
  /** Starts the plugin and opens a page on the health of an entity. */
  watch(scenario: Scenario): Promise<WatchedHealth>;
}

/** One real cluster for all tests of a file; a whole plugin for each scenario. */
export function useScenarios<C extends Cluster>(
  startCluster: () => Promise<C>,
): World<C> {
  const { start } = usePlugins();
  const watch = async (scenario: Scenario) => {
    const plugin = await start({
      config: configOf(world.cluster, scenario),
      entity: entityOf(scenario),
    });
    return await WatchedHealth.open(await plugin.page());
  };
  const world = { watch } as World<C>;

  beforeAll(async () => {
    world.cluster = await startCluster();
    world.kafka = new ObserveFixture(world.cluster);
  }, START_MS);

  afterAll(async () => {
    world.kafka?.close();
    await world.cluster?.close();
  }, START_MS);

  return world;
}

function configOf({ bootstrap }: Cluster, { isReadAllowed = true }: Scenario) {
  const records = { enabled: isReadAllowed };
  return aConfig(bootstrap, {
    ...ALLOW_ALL,
    kafka: { clusters: { local: aCluster(bootstrap, { records }) } },
    health: { focusedMs: FOCUSED_MS },
  });
}

function entityOf({ topics, groups = [], limits = '' }: Scenario) {
  const list = (names: readonly string[]) =>
    names.map(name => `local/${name}`).join(', ');
  return anEntity({
    [ANNOTATIONS.kafkaTopics]: list(topics),
    ...(groups.length > 0 && {
      [ANNOTATIONS.kafkaConsumerGroups]: list(groups),
    }),
    ...(limits && { [ANNOTATIONS.healthLimits]: limits }),
  });
}
