import { dirname, join } from 'node:path';
import { Kafka, logLevel } from 'kafkajs';
import type { GroupReading, HealthRequest } from '../harness/healthLoad';
import { serveRole } from '../harness/roles';
import { countRequests } from './countRequests';
import { timePass, type TimedPass } from './timedPass';

const PACKAGE = '@backstage-community/plugin-kafka-backend';

interface PartitionOffset {
  id: number;
  offset: string;
}

/** As far as it is used here. */
interface CommunityApi {
  readonly kafka: Kafka;
  fetchTopicOffsets(topic: string): Promise<PartitionOffset[]>;
  fetchGroupOffsets(
    group: string,
  ): Promise<Array<{ topic: string; partitions: PartitionOffset[] }>>;
}

/**
 * Baseline: the Kafka plugin of the Backstage community, with the class it reads
 * clusters by. Its route asks for the offsets of a group, then for the ends of
 * each of its topics at the same time; its page asks for all groups at once.
 */
serveRole({
  pass: ({ bootstrap, groups }: HealthRequest): Promise<TimedPass> =>
    timePass(async () => {
      const api = createApi(bootstrap);
      const requests = countRequests(api.kafka);
      const read = await Promise.all(groups.map(each => readGroup(api, each)));
      return {
        ends: () => read.flat(2).map(({ end }) => end),
        commits: () => read.flat(2).map(({ committed }) => committed),
        requests: requests(),
      };
    }),
});

/** The package shows only the plugin around the class. */
function createApi(bootstrap: string): CommunityApi {
  const root = dirname(require.resolve(`${PACKAGE}/package.json`));
  const { KafkaJsApiImpl } = require(
    join(root, 'dist', 'service', 'KafkaApi.cjs.js'),
  );
  return new KafkaJsApiImpl({
    clientId: 'backstage',
    brokers: bootstrap.split(','),
    logLevel: logLevel.NOTHING,
    logger: { debug: () => {} },
  });
}

async function readGroup(api: CommunityApi, { group }: GroupReading) {
  const committed = await api.fetchGroupOffsets(group);
  return await Promise.all(
    committed.map(async ({ topic, partitions }) => {
      const ends = await api.fetchTopicOffsets(topic);
      const endOf = new Map(ends.map(({ id, offset }) => [id, offset]));
      return partitions.map(({ id, offset }) => ({
        committed: offset,
        end: endOf.get(id),
      }));
    }),
  );
}
