import { findTopicRisks } from './topicRisks';

const platform = (spec: object) => ({
  apiVersion: 'platform.example.org/v1alpha1',
  kind: 'RealtimePlatformClaim',
  metadata: { name: 'a' },
  spec,
});

const application = (properties: object) => ({
  apiVersion: 'core.oam.dev/v1beta1',
  kind: 'Application',
  metadata: { name: 'a' },
  spec: {
    components: [
      { type: 'iot-broker', name: 'devices', properties: {} },
      { type: 'realtime-platform', name: 'a', properties },
    ],
  },
});

const topic = (spec: object) => ({
  apiVersion: 'kafka.strimzi.io/v1',
  kind: 'KafkaTopic',
  metadata: { name: 'orders' },
  spec,
});

describe('what cannot be taken back of a topic', () => {
  it.each([
    [
      'more partitions',
      platform({ topics: [{ name: 'a', partitions: 3 }] }),
      platform({
        topics: [
          { name: 'b', partitions: 1 },
          { name: 'a', partitions: 6 },
        ],
      }),
      [{ kind: 'partitions-grow', topic: 'a', from: '3', to: '6' }],
    ],
    [
      'fewer partitions, by the default of the platform',
      platform({ kafkaConfig: { topics: ['a'], partitions: 6 } }),
      platform({ kafkaConfig: { topics: ['a'], partitions: 3 } }),
      [{ kind: 'partitions-shrink', topic: 'a', from: '6', to: '3' }],
    ],
    [
      'a shorter retention',
      platform({ topics: [{ name: 'a', retention: '7d' }] }),
      platform({ topics: [{ name: 'a', retention: '24h' }] }),
      [{ kind: 'retention-shrinks', topic: 'a', from: '7d', to: '24h' }],
    ],
    [
      'a topic that is asked for no longer',
      platform({ topics: [{ name: 'a' }, { name: 'b' }] }),
      platform({ topics: [{ name: 'b' }] }),
      [{ kind: 'topic-removed', topic: 'a' }],
    ],
    [
      'the same of the platform of an application',
      application({ topics: [{ name: 'a', partitions: 3 }, { name: 'b' }] }),
      application({ topics: [{ name: 'a', partitions: 6 }] }),
      [
        { kind: 'partitions-grow', topic: 'a', from: '3', to: '6' },
        { kind: 'topic-removed', topic: 'b' },
      ],
    ],
    [
      'partitions and retention of a topic of Strimzi',
      topic({ partitions: 1, config: { 'retention.ms': '5000' } }),
      topic({ partitions: 2, config: { 'retention.ms': 1000 } }),
      [
        { kind: 'partitions-grow', topic: 'orders', from: '1', to: '2' },
        {
          kind: 'retention-shrinks',
          topic: 'orders',
          from: '5000ms',
          to: '1000ms',
        },
      ],
    ],
    [
      'nothing: longer, the same, new, or unknown',
      platform({
        topics: [
          { name: 'a', retention: '1h', partitions: 3 },
          { name: 'b', retention: 'x' },
        ],
      }),
      platform({
        topics: [
          { name: 'a', retention: '2h', partitions: 3 },
          { name: 'b' },
          { name: 'c' },
        ],
      }),
      [],
    ],
  ])('is %s', (_what, live, planned, risks) => {
    expect(findTopicRisks(live, planned)).toEqual(risks);
  });
});
