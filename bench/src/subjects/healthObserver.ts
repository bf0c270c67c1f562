// eslint-disable-next-line @backstage/no-relative-monorepo-imports -- measured without the pages around it, as the baselines are
import { KafkaObserver } from '../../../plugins/realtime-backend/src/health/observe/KafkaObserver';
// eslint-disable-next-line @backstage/no-relative-monorepo-imports -- what a backend loads when it starts
import { checkKafkajs } from '../../../plugins/realtime-backend/src/sources/kafka/connection/kafkajsConnection';
import type { HealthRequest } from '../harness/healthLoad';
import { openCluster } from '../harness/openCluster';
import { serveRole } from '../harness/roles';
import { timePass, type TimedPass } from './timedPass';

/** The baselines have their kafkajs when a pass begins, too. */
checkKafkajs();

/** The system under test: one observation of all topics and groups. Passes after the first are warm. */
let observer: KafkaObserver | undefined;

serveRole({
  pass: ({ bootstrap, groups }: HealthRequest): Promise<TimedPass> => {
    const topics = groups.flatMap(group => group.topics);
    const names = groups.map(({ group }) => group);
    return timePass(async () => {
      observer ??= KafkaObserver.create(openCluster(bootstrap));
      const seen = await observer.observe({ topics, groups: names });
      return {
        ends: () =>
          seen.topics
            .flatMap(({ partitions }) => partitions)
            .map(({ end }) => (end.known ? end.value : undefined)),
        commits: () =>
          seen.groups
            .flatMap(({ offsets }) => offsets)
            .map(({ committed }) =>
              committed.known ? committed.value : undefined,
            ),
        requests: seen.requests,
      };
    });
  },
});
