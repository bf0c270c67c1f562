import {
  isRealtimeAvailable,
  isTopicHealthAvailable,
  readDeclaredGroups,
  readDeclaredStreams,
  readProducedTopics,
} from './annotations';
import { toStreamKey } from './model';

function withAnnotations(annotations: Record<string, string>) {
  return { metadata: { name: 'x', annotations } };
}

function keysOf(annotations: Record<string, string>): string[] {
  return readDeclaredStreams(withAnnotations(annotations)).streams.map(
    toStreamKey,
  );
}

const TOPICS = 'backstage-realtime.io/kafka-topics';
const MQTT = 'backstage-realtime.io/mqtt-topics';
const SOCKET = 'backstage-realtime.io/websocket';

describe('readDeclaredStreams', () => {
  it('reads topics, filters and endpoints in the order written', () => {
    expect(
      keysOf({
        [TOPICS]: 'local/ping_topic, local/pong_topic',
        [MQTT]: 'local/ping/messages',
        [SOCKET]: 'ping-pong',
      }),
    ).toEqual([
      'kafka:local/ping_topic',
      'kafka:local/pong_topic',
      'mqtt:local/ping/messages',
      'websocket:ping-pong',
    ]);
  });

  it('reads the annotation of other Kafka plugins and keeps each stream once', () => {
    const annotations = {
      [TOPICS]: 'a/t',
      'kafka.apache.org/producer-topics': 'a/t,a/u',
    };
    expect(keysOf(annotations)).toEqual(['kafka:a/t', 'kafka:a/u']);
  });

  it.each([
    ['a part without a cluster', TOPICS, 'pong_topic'],
    ['an empty part', TOPICS, 'local/a,,local/b'],
    ['a topic with a space', TOPICS, 'local/pong topic'],
    ['a topic that is two dots', TOPICS, 'local/..'],
    ['a topic of 250 characters', TOPICS, `local/${'t'.repeat(250)}`],
    ['a wildcard inside a level', MQTT, 'local/a+b/c'],
    ['a hash that is not last', MQTT, 'local/#/c'],
    ['an address instead of a name', SOCKET, 'ws://host/path'],
  ])('names annotation, part and right form for %s', (_, annotation, value) => {
    const { problems } = readDeclaredStreams(
      withAnnotations({ [annotation]: value }),
    );
    expect(problems).toHaveLength(1);
    expect(problems[0].annotation).toBe(annotation);
    expect(problems[0].message).toContain(annotation);
    expect(problems[0].message).toContain('right form');
  });

  it('keeps the good parts beside a bad one', () => {
    const { streams, problems } = readDeclaredStreams(
      withAnnotations({ [TOPICS]: 'local/a, oops' }),
    );
    expect(streams.map(toStreamKey)).toEqual(['kafka:local/a']);
    expect(problems[0].part).toBe('oops');
  });

  it('accepts wildcards as whole levels and the longest topic name', () => {
    expect(keysOf({ [MQTT]: 'b/+/state,b/a/#' })).toHaveLength(2);
    expect(keysOf({ [TOPICS]: `c/${'t'.repeat(249)}` })).toHaveLength(1);
  });
});

describe('isRealtimeAvailable', () => {
  it('holds for a malformed annotation too, so that the tab can explain it', () => {
    expect(isRealtimeAvailable(withAnnotations({ [TOPICS]: 'oops' }))).toBe(
      true,
    );
    expect(isRealtimeAvailable(withAnnotations({}))).toBe(false);
    expect(isRealtimeAvailable({ metadata: { name: 'x' } })).toBe(false);
  });
});

describe('readDeclaredGroups', () => {
  const GROUPS = 'backstage-realtime.io/kafka-consumer-groups';

  it('reads each group once, from this and the annotations of other plugins', () => {
    const { groups, problems } = readDeclaredGroups(
      withAnnotations({
        [GROUPS]: 'local/pong-processor, local/ws gateway/blue',
        'kafka.apache.org/consumer-groups': 'local/pong-processor,other/audit',
        'kafka-info/consumer-groups': 'other/audit',
      }),
    );
    expect(groups).toEqual([
      { system: 'local', group: 'pong-processor' },
      { system: 'local', group: 'ws gateway/blue' },
      { system: 'other', group: 'audit' },
    ]);
    expect(problems).toEqual([]);
  });

  it.each([
    'pong-processor',
    'local/',
    `local/${'g'.repeat(250)}`,
    'local/a\tb',
  ])(
    'names annotation, part and right form for "%s", and keeps the others',
    part => {
      const { groups, problems } = readDeclaredGroups(
        withAnnotations({ [GROUPS]: `local/fine,${part}` }),
      );
      expect(groups).toEqual([{ system: 'local', group: 'fine' }]);
      expect(problems).toMatchObject([{ annotation: GROUPS }]);
      expect(problems[0].message).toContain('right form is cluster/group');
    },
  );
});

describe('isTopicHealthAvailable', () => {
  it.each([
    [TOPICS, true],
    ['kafka.apache.org/consumer-groups', true],
    [MQTT, false],
    [SOCKET, false],
  ])('of an entity with %s is %s', (annotation, available) => {
    const entity = withAnnotations({ [annotation]: 'local/x' });
    expect(isTopicHealthAvailable(entity)).toBe(available);
  });
});

describe('readProducedTopics', () => {
  it('reads what an entity says it writes to, not what it uses', () => {
    const entity = withAnnotations({
      [TOPICS]: 'local/ping_topic',
      'kafka.apache.org/producer-topics': 'local/pong_topic, no cluster',
    });
    expect(readProducedTopics(entity).map(toStreamKey)).toEqual([
      'kafka:local/pong_topic',
    ]);
    expect(readProducedTopics(withAnnotations({ [TOPICS]: 'a/t' }))).toEqual(
      [],
    );
  });
});
