import { RELATION_OWNED_BY, type Entity } from '@backstage/catalog-model';
import type {
  InspectResponse,
  StreamKey,
  StreamListing,
  WatchedStream,
} from '@backstage-realtime/plugin-realtime-common';
import { ANNOTATIONS } from '@backstage-realtime/plugin-realtime-common';
import type { StreamSnapshot } from '@backstage-realtime/plugin-realtime-react';
import { STORY_MS, windowOf } from './records';
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

/** Owner of the entities of all stories. */
export const STORY_OWNER = 'group:default/team-realtime';

export function anEntity(annotations: Record<string, string> = {}): Entity {
  return {
    apiVersion: 'backstage.io/v1alpha1',
    kind: 'Component',
    metadata: { name: 'pingpong-counter', annotations },
    spec: { type: 'service', owner: 'team-realtime', lifecycle: 'production' },
    relations: [{ type: RELATION_OWNED_BY, targetRef: STORY_OWNER }],
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

/** The same record below a mask policy: no byte of it, in no reason either. */
export const withheldReport: InspectResponse = {
  ...undecodableReport,
  offset: '48217701',
  value: {
    encoding: 'withheld',
    byteLength: 11,
    report: [
      {
        decoder: 'JSON',
        outcome: 'refused',
        reason: 'unexpected byte at position 0',
      },
    ],
  },
};

/** A page of the story; `part` changes what it is about. */
export function page(
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

export const NO_ROWS = windowOf([]);
/** Time before now, for states that say how long. */
export const ago = (ms: number) => Date.now() - ms;

export function problem(
  code: string,
  message: string,
  watching?: WatchedStream[],
): Partial<StreamSnapshot> {
  return {
    rows: NO_ROWS,
    stats: undefined,
    rates: [],
    problem: { code, message, isRetriable: true, atMs: STORY_MS, watching },
  };
}

/** What the reader watches in other tabs. */
export const watchedElsewhere: WatchedStream[] = [
  'kafka:prod-eu1/ping_topic',
  'websocket:ping-pong',
  'kafka:prod-eu1/ping_analytics_topic',
].map(stream => ({
  entityRef: 'component:default/pingpong-counter',
  stream,
  viewer: 'another-tab',
}));

export const malformed = anEntity({
  [ANNOTATIONS.kafkaTopics]: 'prod-eu1/pong_topic, pong topic',
});
