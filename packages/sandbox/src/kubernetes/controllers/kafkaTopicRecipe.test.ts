import { conditionOf } from './testUtils/claims';
import { ClaimWorld } from './testUtils/ClaimWorld';

describe('the topic operator behind the sandbox API', () => {
  jest.setTimeout(60_000);
  let world: ClaimWorld;

  beforeAll(async () => {
    world = await ClaimWorld.start();
  });

  afterAll(() => world.close());

  const LABELS = { 'strimzi.io/cluster': 'local' };

  const until = (name: string, status: string) =>
    world.follow(
      'kafkatopics',
      name,
      topic => conditionOf(topic, 'Ready')?.status === status,
    );

  const countPartitions = (topic: string) =>
    world.withAdmin(async admin => {
      const { topics } = await admin.fetchTopicMetadata({ topics: [topic] });
      return topics[0].partitions.length;
    });

  it('creates the topic, under its own name when it has one', async () => {
    const config = { 'retention.ms': 3_600_000 };
    const spec = { topicName: 'Orders_v1', partitions: 2, config };
    await world.createTopic('orders-v1', spec, LABELS);
    const seen = await until('orders-v1', 'True');
    expect(seen.at(-1)!.status).toMatchObject({
      topicName: 'Orders_v1',
      observedGeneration: 1,
    });
    expect(await countPartitions('Orders_v1')).toBe(2);
  });

  it('gives a topic more partitions, and says that it cannot get fewer', async () => {
    await world.createTopic('grown', { partitions: 1 }, LABELS);
    await until('grown', 'True');
    await world.patchTopic('grown', '/spec/partitions', 3);
    await world.follow(
      'kafkatopics',
      'grown',
      ({ status }) => status?.observedGeneration === 2,
    );
    expect(await countPartitions('grown')).toBe(3);
    await world.patchTopic('grown', '/spec/partitions', 2);
    const seen = await until('grown', 'False');
    expect(conditionOf(seen.at(-1)!, 'Ready')).toMatchObject({
      reason: 'NotSupported',
      message: 'the topic grown has 3 partitions; a topic cannot get fewer',
    });
  });

  it('leaves a topic alone that belongs to no cluster', async () => {
    await world.createTopic('stray', { partitions: 1 });
    const seen = await until('stray', 'False');
    expect(conditionOf(seen.at(-1)!, 'Ready')?.message).toContain(
      'it needs the label strimzi.io/cluster',
    );
    expect(await world.listTopics()).not.toContain('stray');
  });

  it('takes the topic along when the object is deleted', async () => {
    await world.createTopic('leaving', { partitions: 1 }, LABELS);
    await until('leaving', 'True');
    const gone = world.follow(
      'kafkatopics',
      'leaving',
      (_, type) => type === 'DELETED',
    );
    await world.removeTopic('leaving');
    await gone;
    expect(await world.listTopics()).not.toContain('leaving');
  });
});
