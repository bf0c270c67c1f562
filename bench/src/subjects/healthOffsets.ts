// eslint-disable-next-line @backstage/no-relative-monorepo-imports -- the first half of an observation, on its own
import {
  beginObservation,
  findPlaces,
} from '../../../plugins/realtime-backend/src/health/observe/kafka/observe';
// eslint-disable-next-line @backstage/no-relative-monorepo-imports -- the first half of an observation, on its own
import type { PartitionTable } from '../../../plugins/realtime-backend/src/health/observe/kafka/PartitionTable';
// eslint-disable-next-line @backstage/no-relative-monorepo-imports -- the first half of an observation, on its own
import { readPositions } from '../../../plugins/realtime-backend/src/health/observe/kafka/readPositions';
// eslint-disable-next-line @backstage/no-relative-monorepo-imports -- what a backend loads when it starts
import { checkKafkajs } from '../../../plugins/realtime-backend/src/sources/kafka/connection/kafkajsConnection';
import { HEALTH_LOAD, type HealthRequest } from '../harness/healthLoad';
import { openCluster } from '../harness/openCluster';
import { serveRole } from '../harness/roles';
import { timePass, type TimedPass } from './timedPass';

/** The baselines have their kafkajs when a pass begins, too. */
checkKafkajs();

const IDS = Array.from({ length: HEALTH_LOAD.partitions }, (_, id) => id);

/**
 * The values the baselines read and no others: what every observation asks for
 * first, ahead of settings, sizes on disk and members of groups.
 */
serveRole({
  pass: ({ bootstrap, groups }: HealthRequest): Promise<TimedPass> => {
    const scope = {
      topics: groups.flatMap(({ topics }) => topics),
      groups: groups.map(({ group }) => group),
    };
    return timePass(async () => {
      const { connection } = openCluster(bootstrap);
      const context = beginObservation(connection, scope);
      const places = await findPlaces(context);
      if (!places.first.known) throw new Error(places.first.missing.code);
      const layout = places.first.value;
      const read = await readPositions(context, layout, places);
      return {
        ends: () => scope.topics.flatMap(topic => listEach(read.ends, topic)),
        commits: () =>
          groups.flatMap(({ group, topics }) => {
            const commits = read.commits.get(group);
            if (!commits?.known) return [];
            return topics.flatMap(topic => listEach(commits.value, topic));
          }),
        requests: context.round.requests,
      };
    });
  },
});

function listEach(offsets: PartitionTable<bigint>, topic: string) {
  return IDS.map(id => {
    const offset = offsets.get(topic, id);
    return offset.known ? offset.value : undefined;
  });
}
