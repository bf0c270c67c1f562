import {
  known,
  type FlowReader,
  type FlowTopic,
  type SummaryFlow,
} from '@backstage-realtime/plugin-realtime-common';
import { lagTime } from './values';

const SYSTEM = 'prod-eu1';

function aTopic(topic: string, part: Partial<FlowTopic> = {}): FlowTopic {
  return {
    system: SYSTEM,
    topic,
    verdict: 'ok',
    partitions: 6,
    rate: known(96.1),
    ...part,
  };
}

function aReader(
  topic: string,
  group: string,
  part: Partial<FlowReader> = {},
): FlowReader {
  return {
    ...{ system: SYSTEM, topic, group },
    verdict: 'ok',
    rate: known(96),
    middleLag: lagTime(400),
    worstLag: lagTime(900),
    slowest: 1,
    ...part,
  };
}

const pongs = aTopic('pong_topic', { verdict: 'warning', rate: known(95.8) });

/** Flows of the components of the story: two systems, one of them with a slow hop. */
export const ownedFlows: Record<string, SummaryFlow> = {
  'ping-generator': { topics: [aTopic('ping_topic')], readers: [] },
  'pong-processor': {
    topics: [aTopic('ping_topic'), pongs],
    readers: [aReader('ping_topic', 'pong-processor')],
  },
  'pingpong-counter': {
    topics: [pongs],
    readers: [
      aReader('pong_topic', 'ws-gateway', {
        verdict: 'warning',
        rate: known(93.5),
        worstLag: lagTime(48_000),
        slowest: 3,
      }),
    ],
  },
  'ping-heatmap': {
    topics: [aTopic('ping_topic')],
    readers: [aReader('ping_topic', 'heatmap')],
  },
  'order-projector': {
    topics: [aTopic('orders', { partitions: 12, rate: known(188) })],
    readers: [
      aReader('orders', 'projector', {
        rate: known(187),
        middleLag: lagTime(300),
      }),
    ],
  },
};

/** Topics that components of the story name as theirs to write. */
export const ownedWrites: Record<string, string> = {
  'ping-generator': `${SYSTEM}/ping_topic`,
  'pong-processor': `${SYSTEM}/pong_topic`,
};

/** Systems of the catalog by component. */
export const ownedSystems: Record<string, string> = {
  'ping-generator': 'ping-pong',
  'pong-processor': 'ping-pong',
  'pingpong-counter': 'ping-pong',
  'ping-heatmap': 'ping-pong',
  'order-projector': 'orders',
};
