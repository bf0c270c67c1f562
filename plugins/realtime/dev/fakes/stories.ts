import {
  readDeclaredStreams,
  RealtimeError,
} from '@backstage-realtime/plugin-realtime-common';
import {
  hostile,
  rowOf,
  STORY_MS,
  storyPair,
  storyRows,
  windowOf,
  withheld,
} from './records';
import { aSnapshot, aStats } from './snapshots';
import {
  ago,
  aListing,
  anEntity,
  malformed,
  NO_ROWS,
  page,
  problem,
  undecodableReport,
  withheldReport,
  type StoryPage,
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
  page(
    'undecodable',
    'Undecodable record open',
    'id 42 is unknown to registry eu1',
    aSnapshot(),
    {
      search: '?record=2:48217642&tab=report',
      inspected: undecodableReport,
    },
  ),
  page(
    'withheld',
    'Value kept back whole',
    /pii-default hides fields by name/,
    aSnapshot({ rows: windowOf([rowOf(withheld), ...storyRows()]) }),
    {
      search: '?record=2:48217701',
      inspected: withheldReport,
    },
  ),
  page(
    'diff',
    'Diff with the previous record of the key',
    /^Against p4/,
    aSnapshot({ rows: windowOf(storyPair().map(rowOf)) }),
    { search: '?record=4:48214440&tab=diff' },
  ),
  page(
    'hostile',
    'Hostile payload',
    '<script>alert(1)</script>',
    aSnapshot({ rows: windowOf([rowOf(hostile)]) }),
    {},
  ),
  page(
    'columns',
    'Columns, conditions and detail',
    'processingTimeMs',
    aSnapshot(),
    {
      search: `?record=5:48212984&col=value:processingTimeMs&col=header:source&where=${encodeURIComponent(
        JSON.stringify({
          in: 'field-number',
          path: 'processingTimeMs',
          op: 'gte',
          number: 90,
        }),
      )}&where=${encodeURIComponent(
        JSON.stringify({
          in: 'header',
          name: 'source',
          op: 'starts-with',
          text: 'gateway',
        }),
      )}`,
    },
  ),
  page('gap', 'Gap', /145 records · this tab was too slow/, aSnapshot()),
  page(
    'expired-link',
    'Link to a record that is gone',
    'The record of this link is no longer held',
    aSnapshot(),
    {
      search: '?record=3:12',
      inspected: new RealtimeError(
        'realtime.record.not-found',
        'p3 starts at offset 41 000 000 now.',
      ),
    },
  ),
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
