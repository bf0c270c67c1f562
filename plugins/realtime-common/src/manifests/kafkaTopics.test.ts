import { parseDurationMs } from './durations';
import { buildKafkaTopics, topicResourceName } from './kafkaTopics';
import { whyNotTopicName } from './rules';

describe('topics of a form', () => {
  it('are KafkaTopic objects of their cluster, with settings as Kafka names them', () => {
    const built = buildKafkaTopics({
      kafkaCluster: 'main',
      namespace: 'kafka',
      topics: [{ name: 'ping_topic', retention: '24h', partitions: 6 }],
    });
    expect(built).toMatchObject({
      ok: true,
      manifests: [
        {
          apiVersion: 'kafka.strimzi.io/v1',
          kind: 'KafkaTopic',
          metadata: {
            namespace: 'kafka',
            labels: { 'strimzi.io/cluster': 'main' },
          },
          spec: {
            topicName: 'ping_topic',
            partitions: 6,
            replicas: 1,
            config: { 'retention.ms': 86_400_000 },
          },
        },
      ],
    });
  });

  it('are refused when the cluster has one that its metrics cannot tell apart', () => {
    const topics = [{ name: 'a.b' }];
    const existing = ['a_b'];
    expect(
      buildKafkaTopics({ kafkaCluster: 'main', topics, existing }),
    ).toMatchObject({ problems: [{ field: 'topics[0]' }] });
  });
});

describe('the name of a KafkaTopic', () => {
  it('is that of the topic where Kubernetes allows it', () =>
    expect(topicResourceName('orders.v1')).toBe('orders.v1'));

  it('differs for topics that look alike, and is always allowed', () => {
    const topics = ['a_b', 'a-b', 'A-b', 'a..b', '_', 'x'.repeat(249), '-a'];
    const names = topics.map(topicResourceName);
    expect(new Set(names).size).toBe(topics.length);
    for (const name of names)
      expect(name).toMatch(/^[a-z0-9]([-a-z0-9.]{0,251}[a-z0-9])?$/);
  });
});

describe('names of topics', () => {
  it.each(['a', 'A.b_c-1', 'x'.repeat(249)])('allow %s', name =>
    expect(whyNotTopicName(name)).toBeUndefined(),
  );

  it.each(['', '.', '..', 'a b', 'ä', 'x'.repeat(250), '__offsets', 'a/b'])(
    'refuse "%s"',
    name => expect(whyNotTopicName(name)).toEqual(expect.any(String)),
  );
});

describe('durations', () => {
  it.each([
    ['500ms', 500],
    ['30s', 30_000],
    ['24h', 86_400_000],
    ['7d', 604_800_000],
    ['0s', undefined],
    ['1w', undefined],
    ['9999999999999d', undefined],
    ['', undefined],
  ])('read %s', (text, ms) => expect(parseDurationMs(text)).toBe(ms));
});
