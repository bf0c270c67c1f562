import { Kafka, logLevel, type Admin } from 'kafkajs';
import type { HealthRequest } from '../harness/healthLoad';
import { serveRole } from '../harness/roles';
import { countRequests } from './countRequests';
import { timePass, type TimedPass } from './timedPass';

/** Baseline: one admin client of kafkajs that goes through the topics, as its documentation shows. */
serveRole({
  pass: ({ bootstrap, groups }: HealthRequest): Promise<TimedPass> =>
    timePass(async () => {
      const kafka = new Kafka({
        brokers: bootstrap.split(','),
        logLevel: logLevel.NOTHING,
      });
      const requests = countRequests(kafka);
      const admin = kafka.admin();
      await admin.connect();
      const { ends, commits } = await readAll(admin, groups);
      await admin.disconnect();
      return {
        ends: () => ends,
        commits: () => commits,
        requests: requests(),
      };
    }),
});

async function readAll(admin: Admin, groups: HealthRequest['groups']) {
  const ends: string[] = [];
  const commits: string[] = [];
  for (const { group, topics } of groups) {
    for (const topic of topics) {
      await admin.fetchTopicMetadata({ topics: [topic] });
      const offsets = await admin.fetchTopicOffsets(topic);
      ends.push(...offsets.map(({ high }) => high));
    }
    const committed = await admin.fetchOffsets({ groupId: group, topics });
    commits.push(
      ...committed.flatMap(({ partitions }) =>
        partitions.map(({ offset }) => offset),
      ),
    );
  }
  return { ends, commits };
}
