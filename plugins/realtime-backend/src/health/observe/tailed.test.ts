import { mockServices } from '@backstage/backend-test-utils';
import { StandInKafka } from '@backstage-realtime/sandbox';
import type { ClusterName } from '@backstage-realtime/plugin-realtime-common';
import type { SourceEvent } from '@backstage-realtime/plugin-realtime-node';
import { ConfigReader } from '@backstage/config';
import { systemClock } from '../../clock';
import { readSettings } from '../../config/readSettings';
import { KafkaRecordSource } from '../../sources/kafka';
import { ALLOW_ALL, aConfig } from '../../testUtils/aConfig';
import { consumeAll, createTopic, produce } from '../../testUtils/kafkaClient';
import { TOPIC } from '../../testUtils/names';
import { KafkaObserver } from './KafkaObserver';

const SCOPE = { topics: [TOPIC], groups: ['pong-reader'] };

describe('a topic that is read while it is observed', () => {
  jest.setTimeout(60_000);
  let kafka: StandInKafka;
  let source: KafkaRecordSource;
  let observer: KafkaObserver;
  const reading = new AbortController();

  beforeAll(async () => {
    kafka = await StandInKafka.start();
    await createTopic(kafka.bootstrap);
    await produce(kafka.bootstrap, [{ value: 'a' }, { value: 'b' }]);
    await consumeAll(kafka.bootstrap, 'pong-reader', 2);
    source = KafkaRecordSource.create({
      clusters: readSettings(
        new ConfigReader(aConfig(kafka.bootstrap, ALLOW_ALL)),
      ).kafka,
      logger: mockServices.logger.mock(),
      clock: systemClock,
    });
    observer = KafkaObserver.create({
      acquire: () => source.acquire('local'),
      plan: { configsMs: 1e9, logDirsMs: 1e9, groupsMs: 1e9, timesMs: 1e9 },
    });
  });

  afterAll(async () => {
    reading.abort();
    await observer.close();
    await source.close();
    await kafka.close();
  });

  /** What the observer says, with how many requests. */
  async function observe() {
    const { requests, topics, groups } = await observer.observe(SCOPE);
    const [{ partitions }] = topics;
    return {
      requests,
      ends: partitions.map(({ end }) => (end.known ? end.value : undefined)),
      starts: partitions.map(({ start }) => start.known && start.value),
      commits: groups[0].offsets.map(
        ({ committed }) => committed.known && committed.value,
      ),
    };
  }

  it('tells its offsets by itself, the same as when it is asked, with fewer requests', async () => {
    await observe();
    const asked = await observe();
    const events = source.open(
      { kind: 'kafka', system: 'local' as ClusterName, topic: TOPIC },
      { from: { at: 'earliest' }, signal: reading.signal },
    );
    await untilRecords(events, 2);
    const told = await observe();
    expect({ ...told, requests: 0 }).toEqual({ ...asked, requests: 0 });
    expect(told.requests).toBeLessThanOrEqual(asked.requests - 3);
  });

  it('is asked where a commit is newer than what it told', async () => {
    // The reader may have been answered before these commits were made.
    await produce(kafka.bootstrap, [{ value: 'c' }, { value: 'd' }]);
    await consumeAll(kafka.bootstrap, 'pong-reader', 2);
    const { ends, commits } = await observe();
    const total = (values: unknown[]) =>
      values.reduce<bigint>(
        (sum, value) => sum + (typeof value === 'bigint' ? value : 0n),
        0n,
      );
    expect(total(ends)).toBe(4n);
    expect(total(commits)).toBe(4n);
  });
});

async function untilRecords(
  events: AsyncIterable<SourceEvent>,
  count: number,
): Promise<void> {
  const iterator = events[Symbol.asyncIterator]();
  let seen = 0;
  while (seen < count) {
    const { value } = await iterator.next();
    if (value?.kind === 'batch') seen += value.batch.count;
  }
}
