import type { Entity } from '@backstage/catalog-model';
import type {
  InspectResponse,
  StreamKey,
  StreamListing,
} from '@backstage-realtime/plugin-realtime-common';
import {
  ANNOTATIONS,
  readDeclaredStreams,
  RealtimeError,
} from '@backstage-realtime/plugin-realtime-common';
import type { StreamSnapshot } from '@backstage-realtime/plugin-realtime-react';
import { hostile, rowOf, STORY_MS, windowOf } from './records';
import { aSnapshot, aStats } from './snapshots';
import type { Story } from './StaticRealtimeApi';

/** One state of the tab, as a page of the dev app and as a test. */
export interface StoryPage extends Story {
  /** Last part of the page's path. */
  path: string;
  title: string;
  entity: Entity;
  /** Query of the page's address. */
  search?: string;
  /** A sentence a reader finds on the page. */
  says: string | RegExp;
}

const PONG = 'kafka:prod-eu1/pong_topic' as StreamKey;

export function anEntity(annotations: Record<string, string> = {}): Entity {
  return {
    apiVersion: 'backstage.io/v1alpha1',
    kind: 'Component',
    metadata: { name: 'pingpong-counter', annotations },
    spec: { type: 'service', owner: 'team-realtime', lifecycle: 'production' },
  };
}

export const annotated = anEntity({
  [ANNOTATIONS.kafkaTopics]: 'prod-eu1/pong_topic, prod-eu1/ping_topic',
  [ANNOTATIONS.websocket]: 'ping-pong',
});

export function aListing(part: Partial<StreamListing> = {}): StreamListing {
  return {
    stream: PONG,
    kind: 'kafka',
    system: 'prod-eu1',
    title: 'pong_topic',
    canReadRecords: true,
    canUnmask: false,
    isSeekable: true,
    mask: { policy: 'pii-default', paths: ['clientIp'], headers: [] },
    ...part,
  };
}

const others: StreamListing[] = [
  aListing({
    stream: 'kafka:prod-eu1/ping_topic' as StreamKey,
    title: 'ping_topic',
  }),
  aListing({
    stream: 'websocket:ping-pong' as StreamKey,
    kind: 'websocket',
    system: 'ping-pong',
    title: 'ping-pong',
    isSeekable: false,
    mask: undefined,
  }),
];

export const undecodableReport: InspectResponse = {
  partition: 2,
  offset: '48217642',
  timestampMs: STORY_MS - 903,
  timestampType: 'create',
  key: { encoding: 'null', report: [] },
  value: {
    encoding: 'bytes',
    base64: 'AAAAACoOW3Bvbmc6IHBpbmc=',
    byteLength: 34,
    report: [
      {
        decoder: 'Schema registry',
        outcome: 'failed',
        reason: 'id 42 is unknown to registry eu1',
      },
      {
        decoder: 'JSON',
        outcome: 'refused',
        reason: 'unexpected byte 0x00 at position 0',
      },
      {
        decoder: 'MessagePack',
        outcome: 'refused',
        reason: '33 bytes left after the integer 0',
      },
      {
        decoder: 'UTF-8 text',
        outcome: 'refused',
        reason: 'control characters in the first 4 bytes',
      },
    ],
  },
  headers: [{ name: 'source', valueBase64: 'Z2F0ZXdheS1j' }],
};

function page(
  path: string,
  title: string,
  says: StoryPage['says'],
  snapshot?: StreamSnapshot,
  part: Partial<StoryPage> & { listing?: Partial<StreamListing> } = {},
): StoryPage {
  const { listing, ...rest } = part;
  return {
    path,
    title,
    says,
    snapshot,
    entity: annotated,
    response: {
      entityRef: 'component:default/pingpong-counter',
      owner: 'group:default/team-realtime',
      streams: [aListing(listing), ...others],
      problems: [],
    },
    ...rest,
  };
}

const NO_ROWS = windowOf([]);
const ago = (ms: number) => Date.now() - ms;

function problem(code: string, message: string): Partial<StreamSnapshot> {
  return {
    rows: NO_ROWS,
    stats: undefined,
    rates: [],
    problem: { code, message, isRetriable: true, atMs: STORY_MS },
  };
}

const malformed = anEntity({
  [ANNOTATIONS.kafkaTopics]: 'prod-eu1/pong_topic, pong topic',
});

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
    'broker 2 does not answer',
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
