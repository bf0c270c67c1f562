import type { Entity } from '@backstage/catalog-model';
import {
  ANNOTATIONS,
  known,
  type PartitionHealth,
  type SystemReading,
  type TopicHealth,
} from '@backstage-realtime/plugin-realtime-common';
import type { StateSnapshot } from '@backstage-realtime/plugin-realtime-react';
import { anEntity } from '../fakes/storyParts';
import { aHealth, aWellHealth } from './pingPong';
import { turningChecks } from './pingPongChecks';
import { connecting } from '../fakes/StaticState';
import { partitions } from './values';

/** One state of the Topics tab and its card, as a page of the dev app and as a test. */
export interface HealthStory {
  path: string;
  title: string;
  entity: Entity;
  snapshot: StateSnapshot<TopicHealth>;
  /** A sentence a reader finds on the tab, and one on the card. */
  says: string | RegExp;
  cardSays: string | RegExp;
}

export const healthEntity = anEntity({
  [ANNOTATIONS.kafkaTopics]:
    'prod-eu1/ping_topic, prod-eu1/pong_topic, prod-eu1/ping_analytics_topic',
  [ANNOTATIONS.kafkaConsumerGroups]: 'prod-eu1/ws-gateway',
});

function live(value: TopicHealth, ageMs = 6_000): StateSnapshot<TopicHealth> {
  const receivedAtMs = Date.now() - ageMs;
  return {
    status: { state: 'live', sinceMs: receivedAtMs },
    value,
    receivedAtMs,
  };
}

function story(
  path: string,
  title: string,
  says: HealthStory['says'],
  snapshot: StateSnapshot<TopicHealth>,
  cardSays: HealthStory['says'] = says,
): HealthStory {
  return { path, title, entity: healthEntity, snapshot, says, cardSays };
}

const nowMs = Date.now();
const LAGGING =
  'pong_topic p3 is 48 s behind for group ws-gateway; the limit is 15 s';

function system(part: Partial<SystemReading>): SystemReading {
  return { ...aHealth(nowMs).systems[0], ...part };
}

function manyPartitions(): TopicHealth {
  const health = aHealth(nowMs);
  const sizes: PartitionHealth[][] = [
    partitions(96, { 12: 'warning', 13: 'warning', 71: 'critical' }),
    partitions(10_000, { 4_711: 'critical', 9_000: 'unknown' }),
    partitions(480),
  ];
  return {
    ...health,
    topics: health.topics.map((row, i) => ({ ...row, partitions: sizes[i] })),
  };
}

function turning(): TopicHealth {
  const checks = turningChecks(nowMs);
  const health = aHealth(nowMs, { checks });
  return { ...health, counts: { ...health.counts, info: 0, ok: 5 } };
}

const refused = (code: string, message: string) => ({
  status: { state: 'refused' as const, sinceMs: nowMs, code, message },
});

/** Every state of the tab. */
export const healthStories: HealthStory[] = [
  story('topics', 'Topics', LAGGING, live(aHealth(nowMs))),
  story(
    'topics-well',
    'Topics, all well',
    '3 topics, 6 checks, nothing to do',
    live(aWellHealth(nowMs)),
  ),
  story(
    'topics-turning',
    'Topics, about to turn',
    /^Clearing, 2\smin of 20\smin: ws-gateway has read all of pong_topic$/,
    live(turning()),
  ),
  story(
    'topics-loading',
    'Topics, loading',
    'Reading the topics for the first time',
    connecting(),
  ),
  story(
    'topics-empty',
    'Topics, empty',
    'Tell which topics belong here',
    live(aHealth(nowMs, { topics: [], groups: [], checks: [] })),
  ),
  story(
    'topics-forbidden',
    'Topics, forbidden',
    'You may not see the health of these topics',
    refused('realtime.stream.forbidden', 'A permission is missing.'),
  ),
  story(
    'topics-over-budget',
    'Topics, over budget',
    'Not started: a limit is reached',
    refused(
      'realtime.stream.over-budget',
      'You watch 50 states, which is the most. Close a tab to start this one.',
    ),
  ),
  story(
    'topics-refused',
    'Topics, refused',
    'The health of these topics cannot be shown',
    refused('realtime.entity.not-found', 'The entity is not in the catalog.'),
  ),
  story(
    'topics-unreachable',
    'Topics, server away',
    /^The server does not answer since/,
    {
      ...live(aHealth(nowMs - 300_000), 300_000),
      status: {
        state: 'unreachable',
        sinceMs: nowMs - 290_000,
        part: 'the server',
        tries: 14,
        nextTryAtMs: nowMs + 12_000,
      },
    },
  ),
  story(
    'topics-cluster-away',
    'Topics, cluster away',
    /^prod-eu1 does not answer since/,
    live(
      aHealth(nowMs, {
        verdict: 'unknown',
        headline: undefined,
        systems: [
          system({
            missing: { code: 'unreachable' },
            sinceMs: nowMs - 540_000,
            brokers: { total: 3, answered: 0, silent: [1, 2, 3] },
          }),
        ],
      }),
    ),
  ),
  story(
    'topics-stale',
    'Topics, stale',
    /^No new reading for/,
    live(aHealth(nowMs - 95_000), 95_000),
  ),
  story(
    'topics-partial',
    'Topics, partial',
    'prod-eu1: no answer from broker 2; staging does not answer',
    live(
      aHealth(nowMs, {
        systems: [
          system({ brokers: { total: 3, answered: 2, silent: [2] } }),
          system({
            system: 'staging',
            missing: { code: 'unreachable' },
            sinceMs: nowMs - 540_000,
          }),
        ],
        problems: [
          'backstage-realtime.io/kafka-topics has "pong topic"; the right form is cluster/topic',
        ],
      }),
    ),
  ),
  story(
    'topics-many-partitions',
    'Topics, many partitions',
    '1 of 10,000 with a finding, 1 of 10,000 not readable',
    live(manyPartitions()),
    LAGGING,
  ),
  story(
    'topics-no-groups',
    'Topics without groups',
    'No consumer group is declared or reads these topics.',
    live({
      ...aWellHealth(nowMs),
      groups: [],
      topics: aWellHealth(nowMs).topics.map(row => ({
        ...row,
        groups: [],
        retentionUsed: known(0.62),
      })),
    }),
    '3 topics, 6 checks, nothing to do',
  ),
];
