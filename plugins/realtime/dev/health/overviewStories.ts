import type { Entity } from '@backstage/catalog-model';
import {
  known,
  missing,
  VERDICTS,
  type TopicHealthOverview,
  type TopicHealthSummary,
  type Verdict,
} from '@backstage-realtime/plugin-realtime-common';
import type { StateSnapshot } from '@backstage-realtime/plugin-realtime-react';
import { pingPongChecks } from './pingPongChecks';
import { claimOf, component, topicOfItsOwn } from './ownedEntities';
import { ownedFlows } from './ownedFlows';
import { connecting } from '../fakes/StaticState';
import { aCheck, lagTime, name, say, series, span, wobble } from './values';

/** One state of the page of everything a reader owns. */
export interface OverviewStory {
  path: string;
  title: string;
  entities: Entity[];
  snapshot: StateSnapshot<TopicHealthOverview>;
  says: string | RegExp;
}

const nowMs = Date.now();
const MINUTE = 60_000;
function aRow(
  title: string,
  verdict: Verdict,
  part: Partial<TopicHealthSummary> = {},
): TopicHealthSummary {
  const counts = Object.fromEntries(VERDICTS.map(v => [v, 0]));
  return {
    entityRef: `component:default/${title}`,
    verdict,
    sinceMs: nowMs - 6 * 24 * 60 * MINUTE,
    counts: { ...(counts as Record<Verdict, number>), ok: 14 },
    systems: ['prod-eu1'],
    topics: [`${title}_topic`],
    groups: [],
    rate: known(96.1),
    rates: series(nowMs, wobble(96, 6)),
    worstLag: missing('no-data'),
    flow: ownedFlows[title] ?? { topics: [], readers: [] },
    checkedAtMs: nowMs - 4_000,
    ...part,
  };
}

const stopped = aCheck(
  'retention.cliff',
  'critical',
  say('retention.cliff', {
    group: name('tsdb-writer'),
    topic: name('telemetry_raw'),
    partition: { kind: 'count', count: 3 },
    used: { kind: 'share', share: 0.82 },
    eta: span(41 * MINUTE),
  }),
);

const rows: TopicHealthSummary[] = [
  aRow('ping-generator', 'ok'),
  aRow('pong-processor', 'ok', {
    groups: ['pong-processor'],
    worstLag: lagTime(900),
  }),
  aRow('device-pipeline', 'critical', {
    worst: stopped,
    sinceMs: nowMs - 19 * MINUTE,
    rate: known(1_204),
    topics: ['telemetry_raw'],
    groups: ['tsdb-writer'],
    worstLag: lagTime(19 * MINUTE),
  }),
  aRow('pingpong-counter', 'warning', {
    worst: pingPongChecks(nowMs)[0],
    sinceMs: nowMs - 5 * MINUTE,
    rate: known(95.8),
    groups: ['ws-gateway'],
    worstLag: lagTime(48_000),
  }),
  aRow('ping-heatmap', 'ok', {
    systems: ['staging'],
    groups: ['heatmap'],
    sinceMs: nowMs - 9 * MINUTE,
    worstLag: lagTime(900),
    checkedAtMs: nowMs - 9 * MINUTE,
  }),
  aRow('checkout-events', 'info', {
    worst: pingPongChecks(nowMs)[1],
    rate: known(312),
    groups: ['checkout'],
    worstLag: lagTime(200),
  }),
  aRow('order-projector', 'ok', {
    rate: known(188),
    groups: ['projector'],
    worstLag: lagTime(300),
  }),
  aRow('audit-sink', 'ok', {
    rate: known(2.4),
    rates: series(nowMs, wobble(2.4, 1.2)),
    groups: ['audit'],
    worstLag: lagTime(1_100),
  }),
];

const entities = [
  ...rows.map(row => component(row.entityRef.split('/')[1])),
  component('not-read-yet'),
  topicOfItsOwn('ping-pong_topic'),
  claimOf('ping-generator', 'ready'),
  claimOf('pingpong-counter', 'creating', 'Waiting for Kafka'),
  claimOf('order-projector', 'failed', 'The namespace has no quota left'),
];

function live(
  part: Partial<TopicHealthOverview> = {},
): StateSnapshot<TopicHealthOverview> {
  return {
    status: { state: 'live', sinceMs: nowMs },
    receivedAtMs: nowMs - 4_000,
    value: {
      evaluatedAtMs: nowMs,
      rows,
      systems: [
        { system: 'prod-eu1', answered: true },
        { system: 'staging', answered: false },
      ],
      ...part,
    },
  };
}

const refused = (code: string, message: string) => ({
  status: { state: 'refused' as const, sinceMs: nowMs, code, message },
});

function story(
  path: string,
  title: string,
  says: OverviewStory['says'],
  snapshot: StateSnapshot<TopicHealthOverview>,
  owned = entities,
): OverviewStory {
  return { path, title, says, snapshot, entities: owned };
}

/** Every state of the page. */
export const overviewStories: OverviewStory[] = [
  story('owned', 'Realtime', 'device-pipeline', live()),
  story(
    'owned-loading',
    'Realtime, loading',
    'Reading what you own',
    connecting(),
  ),
  story(
    'owned-empty',
    'Realtime, nothing owned',
    'Nothing you own has topics or rollouts yet',
    connecting(),
    [],
  ),
  story(
    'owned-forbidden',
    'Realtime, forbidden',
    'You may not see the health of topics',
    refused('realtime.stream.forbidden', 'A permission is missing.'),
  ),
  story(
    'owned-over-budget',
    'Realtime, over budget',
    'Not started: a limit is reached',
    refused('realtime.stream.over-budget', 'Close a tab to start this one.'),
  ),
  story(
    'owned-unreachable',
    'Realtime, server away',
    /The rows below stay with their age/,
    {
      ...live(),
      receivedAtMs: nowMs - 240_000,
      status: {
        state: 'unreachable',
        sinceMs: nowMs - 240_000,
        part: 'the server',
        tries: 9,
        nextTryAtMs: nowMs + 9_000,
      },
    },
  ),
];
