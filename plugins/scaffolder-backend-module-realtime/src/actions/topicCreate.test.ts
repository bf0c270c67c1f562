import { onCluster } from '../testUtils/onCluster';

describe('realtime:topic:create', () => {
  jest.setTimeout(60_000);
  const { at, run, names, nextTask } = onCluster();

  const create = (topics: object[], more = {}) =>
    run('topic:create', { kafkaCluster: 'main', topics, ...more });

  it('makes KafkaTopics, and leaves those that are the same', async () => {
    const first = await create([{ name: 'ping_topic', retention: '24h' }]);
    expect(first).toMatchObject({
      topics: [{ name: 'ping_topic', operation: 'created' }],
    });
    await nextTask();
    expect(
      await create([{ name: 'ping_topic' }, { name: 'pong' }]),
    ).toMatchObject({
      topics: [
        { name: 'ping_topic', operation: expect.stringMatching(/changed/) },
        { name: 'pong', operation: 'created' },
      ],
    });
  });

  it('refuses one that exists with other settings, and says which', async () => {
    await create([{ name: 'ping', partitions: 6 }]);
    at.task.checkpoints.clear();
    await expect(
      create([{ name: 'new' }, { name: 'ping', partitions: 3 }]),
    ).rejects.toThrow(
      'topics[1]: ping exists with other settings: partitions is 6, not 3',
    );
    expect(await names()).toEqual(['ping']);
  });

  it('refuses one that the metrics of Kafka mix up with one that exists', async () => {
    await create([{ name: 'a.b' }]);
    await expect(create([{ name: 'a_b' }])).rejects.toThrow('topics[0]');
  });
});
