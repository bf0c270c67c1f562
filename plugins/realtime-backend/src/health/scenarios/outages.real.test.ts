import {
  createReadyTopics,
  startRealKafkaCluster,
} from '@backstage-realtime/sandbox';
import type { CheckResult } from '@backstage-realtime/plugin-realtime-common';
import { describeRealKafka } from '../../sources/kafka/testUtils/describeRealKafka';
import { useScenarios } from './testUtils/useScenarios';
import type { WatchedHealth } from './testUtils/WatchedHealth';

const PARTITIONS = 3;

describeRealKafka('health while brokers of Apache Kafka are away', () => {
  const world = useScenarios(() => startRealKafkaCluster());

  const untilInSync = (health: WatchedHealth) =>
    health.until(({ checks }) => {
      const said = checks.find(({ check }) => check === 'isr.under-replicated');
      return said?.finding.sentence === 'isr.under-replicated.ok' &&
        !said.pending
        ? said
        : undefined;
    });

  it('is not alarmed by a rolling restart, and sees it', async () => {
    const { kafka, cluster, watch } = world;
    const topic = await kafka.createTopic(PARTITIONS);
    const group = kafka.name('reader');
    for (let partition = 0; partition < PARTITIONS; partition++)
      await kafka.send(topic, partition, [Date.now()]);
    await kafka.commit(group, topic, { 0: 1, 1: 1, 2: 1 });
    const health = await watch({ topics: [topic], groups: [group] });
    await health.said('lag.time.caught-up', 'ok');

    for (const id of cluster.brokerIds) {
      await cluster.stopBroker(id);
      await health.until(({ checks }) => checks.find(isBehind));
      const answers = await health.until(({ systems: [{ brokers }] }) =>
        brokers.silent.length > 0 ? brokers : undefined,
      );
      expect(answers).toEqual({ total: 3, answered: 2, silent: [id] });
      await cluster.startBroker(id);
      await untilInSync(health);
    }

    const alarms = health.seen.flatMap(({ checks }) =>
      checks.filter(({ verdict }) => /warning|critical/.test(verdict)),
    );
    expect(alarms.map(({ check, finding }) => [check, finding])).toEqual([]);
  }, 120_000);

  it('names the partition nobody leads, and still knows the others', async () => {
    const { kafka, cluster, watch } = world;
    const topic = kafka.name('single');
    const [first, second, third] = cluster.brokerIds;
    await kafka.withAdmin(admin =>
      createReadyTopics(admin, [
        {
          topic,
          replicaAssignment: [first, second, third].map((id, partition) => ({
            partition,
            replicas: [id],
          })),
        },
      ]),
    );
    const group = kafka.name('reader');
    await kafka.send(topic, 0, [Date.now(), Date.now()]);
    await kafka.commit(group, topic, { 0: 2, 1: 0, 2: 0 });
    const health = await watch({ topics: [topic], groups: [group] });
    await health.said('partition.offline.ok', 'ok');

    await cluster.killBroker(third);
    const { text } = await health.said('partition.offline', 'critical');
    expect(text).toBe(
      `${topic} p2 has no leader; it can neither be read nor written`,
    );
    const { byPartition } = await health.until(({ groups: [row] }) => row);
    expect(byPartition.map(({ lag }) => lag)).toMatchObject([
      { known: true, value: 0 },
      { known: true, value: 0 },
      { known: false, missing: { code: 'no-leader' } },
    ]);
    await cluster.startBroker(third);
    await health.said('partition.offline.ok', 'ok');
  }, 120_000);
});

function isBehind({ finding }: CheckResult): boolean {
  return /^isr\.(at-min|under-replicated)$/.test(finding.sentence);
}
