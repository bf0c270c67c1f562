import { StandInKafka } from '@backstage-realtime/sandbox';
import type { Observation } from '../observation';
import { ObserverMemory } from './kafka/ObserverMemory';
import { ObserveFixture } from './testUtils/ObserveFixture';

const TOPIC = 'pings';

/** Log start, end and last stable offset of each partition. */
const boundsOf = ({ topics }: Observation) =>
  topics[0].partitions.map(({ start, end, stableEnd }) =>
    [start, end, stableEnd].map(each =>
      each.known ? Number(each.value) : each.missing.code,
    ),
  );

describe('partitions that did not move since the observation before', () => {
  let broker: StandInKafka;
  let kafka: ObserveFixture;
  let memory: ObserverMemory;

  const observe = () => kafka.observe([TOPIC], [], { memory });

  beforeEach(async () => {
    broker = await StandInKafka.start();
    broker.createTopic({ name: TOPIC, partitions: 2 });
    kafka = new ObserveFixture(broker);
    memory = new ObserverMemory();
    await observe();
    await observe();
  });

  afterEach(async () => {
    kafka.close();
    await broker.close();
  });

  it('cost two questions less while all of them are empty, and keep their readings', async () => {
    const { requests, ...quiet } = await observe();

    // Metadata and ends.
    expect(requests).toBe(2);
    expect(boundsOf({ requests, ...quiet })).toEqual([
      [0, 0, 0],
      [0, 0, 0],
    ]);
  });

  it('are asked again as soon as records come', async () => {
    await kafka.send(TOPIC, 1, [1_000, 2_000]);

    expect(boundsOf(await observe())).toEqual([
      [0, 0, 0],
      [0, 2, 2],
    ]);
    expect(boundsOf(await observe())[1]).toEqual([0, 2, 2]);
  });

  it('are asked again when the topic was made anew with ends as before', async () => {
    await kafka.send(TOPIC, 0, [1_000, 2_000]);
    await kafka.withAdmin(async admin => {
      await admin.fetchTopicOffsets(TOPIC);
      await admin.deleteTopicRecords({
        topic: TOPIC,
        partitions: [{ partition: 0, offset: '2' }],
      });
    });
    expect(boundsOf(await observe())[0]).toEqual([2, 2, 2]);
    broker.recreateTopic(TOPIC);
    await kafka.send(TOPIC, 0, [1_000, 2_000]);

    expect(boundsOf(await observe())[0]).toEqual([0, 2, 2]);
  });
});
