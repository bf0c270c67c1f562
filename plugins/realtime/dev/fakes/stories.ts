import { readDeclaredStreams } from '@backstage-realtime/plugin-realtime-common';
import { STORY_MS, windowOf } from './records';
import { recordStories } from './recordStories';
import { aSnapshot, aStats } from './snapshots';
import {
  ago,
  aListing,
  anEntity,
  malformed,
  NO_ROWS,
  page,
  problem,
  type StoryPage,
  watchedElsewhere,
} from './storyParts';

/** Every state of the tab. */
export const storyPages: StoryPage[] = [
  page('live', 'Live', '12/s shown of 96/s', aSnapshot()),
  page(
    'loading',
    'Loading',
    'Connecting to prod-eu1',
    aSnapshot({
      status: { state: 'connecting', step: 'connect', sinceMs: ago(400) },
      stats: undefined,
      rates: [],
      rows: NO_ROWS,
      partitions: [],
    }),
  ),
  page(
    'empty',
    'Empty',
    'pong_topic has no records yet',
    aSnapshot({
      rows: NO_ROWS,
      rates: Array(60).fill(0),
      stats: aStats({
        seen: 0,
        delivered: 0,
        gaps: {},
        ratePerSecond: 0,
        shownPerSecond: 0,
        sampledOneIn: 1,
        behindMs: undefined,
        partitions: [],
      }),
    }),
  ),
  page(
    'forbidden',
    'Forbidden',
    'Counts are open to you, payloads are not',
    aSnapshot({ rows: NO_ROWS }),
    {
      listing: {
        canReadRecords: false,
        recordsRefusal: {
          code: 'realtime.stream.forbidden',
          message: 'The permission realtime.record.read is missing.',
        },
      },
    },
  ),
  page(
    'records-off',
    'Records off',
    'Records are off on prod-eu1',
    aSnapshot({ rows: NO_ROWS }),
    {
      listing: {
        canReadRecords: false,
        recordsRefusal: {
          code: 'realtime.stream.records-off',
          message: 'Records are switched off for cluster prod-eu1.',
        },
      },
    },
  ),
  page('not-allowed', 'Not allowed', 'pong_topic cannot be shown', undefined, {
    search: '?stream=kafka:prod-eu1/pong_topic',
    listing: {
      refusal: {
        code: 'realtime.stream.not-allowed',
        message:
          'No allow rule lets this entity use pong_topic; the platform team adds one in app-config.',
      },
      canReadRecords: false,
    },
  }),
  page(
    'unreachable',
    'Unreachable',
    'Broker 2 does not answer',
    aSnapshot({
      status: {
        state: 'unreachable',
        sinceMs: ago(333_000),
        part: 'broker 2',
        reason: 'timed out after 3 s',
        tries: 14,
        nextTryAtMs: ago(-12_000),
      },
    }),
  ),
  page(
    'stale',
    'Stale',
    /Stale: last frame .* ago/,
    aSnapshot({
      connection: {
        state: 'stale',
        sinceMs: ago(38_000),
        lastFrameAtMs: ago(48_000),
      },
    }),
  ),
  page(
    'cut',
    'Connection cut',
    'The connection was cut',
    aSnapshot({
      connection: {
        state: 'waiting',
        sinceMs: ago(6_000),
        nextTryAtMs: ago(-4_000),
        tries: 3,
        reason: 'the server is shutting down',
      },
    }),
  ),
  page(
    'partial',
    'Partial',
    'Live without p4',
    aSnapshot({
      status: {
        state: 'live',
        sinceMs: STORY_MS - 60_000,
        missing: [
          {
            partition: 4,
            reason: 'Kafka has elected no leader',
            sinceMs: STORY_MS - 81_000,
          },
        ],
      },
    }),
  ),
  page(
    'paused',
    'Paused',
    '1,062 new records since 14:07:33',
    aSnapshot({
      status: { state: 'paused', sinceMs: STORY_MS, because: 'viewer' },
      newSincePause: 1_062,
      stats: aStats({
        buffer: { records: 1_062, fill: 0.37, fullInMs: 19_000 },
      }),
    }),
  ),
  page(
    'over-budget',
    'Over budget',
    'Stop one stream to start this one',
    aSnapshot(
      problem(
        'realtime.stream.over-budget',
        'You watch 3 of 3 streams. The limit is set by the platform team.',
      ),
    ),
  ),
  page(
    'over-budget-choice',
    'Over budget, with streams to stop',
    'Stop ping_topic, start here',
    aSnapshot(
      problem(
        'realtime.stream.over-budget',
        'You watch 3 of 3 streams: ping_topic, ping-pong and ping_analytics_topic. The limit is set by the platform team.',
        watchedElsewhere,
      ),
    ),
  ),
  page(
    'stopped-elsewhere',
    'Stopped from another page',
    'You stopped this stream from another page',
    aSnapshot(
      problem(
        'realtime.stream.stopped-elsewhere',
        'You stopped this stream from another page.',
      ),
    ),
  ),
  page(
    'idle',
    'Idle',
    'Still there?',
    aSnapshot({
      status: { state: 'paused', sinceMs: STORY_MS, because: 'idle' },
      newSincePause: 86_400,
    }),
  ),
  page(
    'scan-ended',
    'Scan ended',
    /41\s% of the range has been searched/,
    aSnapshot({
      rows: windowOf([]),
      stats: aStats({
        scan: { scanned: 100_000, matched: 3, budget: 100_000, coverage: 0.41 },
      }),
      problem: {
        code: 'realtime.scan.budget',
        message: 'Reading history stopped at its budget.',
        isRetriable: true,
        atMs: STORY_MS,
      },
    }),
  ),
  ...recordStories,
  page(
    'malformed',
    'Malformed annotation',
    /"pong topic"; the right form is cluster\/topic/,
    aSnapshot(),
    {
      entity: malformed,
      response: {
        entityRef: 'component:default/pingpong-counter',
        streams: [aListing()],
        problems: readDeclaredStreams(malformed).problems,
      },
    },
  ),
  page(
    'no-annotation',
    'No annotation',
    'Tell which streams belong here',
    undefined,
    {
      entity: anEntity(),
      response: {
        entityRef: 'component:default/pingpong-counter',
        streams: [],
        problems: [],
      },
    },
  ),
];
