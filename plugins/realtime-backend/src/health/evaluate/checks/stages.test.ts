import {
  known,
  type Verdict,
} from '@backstage-realtime/plugin-realtime-common';
import type { StageObservation } from '../../observation';
import {
  anObservation,
  aScope,
  aTopic,
  NOW_MS,
  partitions,
  SYSTEM,
} from '../testUtils/builders';
import { Watch } from '../testUtils/Watch';

const limits = (text: string) => ({
  annotations: { 'backstage-realtime.io/health-limits': text },
});

const topics = (...names: string[]) => ({
  topics: names.map(topic => ({ system: SYSTEM, topic })),
  groups: [],
});

const stage = (more: Partial<StageObservation>): StageObservation => ({
  kind: 'mqtt',
  system: 'emqx',
  atMs: NOW_MS,
  ...more,
});

/** Topics that get so many records a second, watched for ten minutes. */
const watchTopics = (
  scope: ReturnType<typeof aScope>,
  perSecond: Record<string, number>,
  mqtt?: Partial<StageObservation>,
) => {
  const watch = new Watch(scope);
  for (let second = 0; second <= 600; second += 15) {
    const atMs = NOW_MS + second * 1000;
    const observation = anObservation({
      ...{ atMs, groups: [] },
      topics: Object.entries(perSecond).map(([topic, rate]) =>
        aTopic({
          topic,
          partitions: partitions(1, () => ({
            end: known(BigInt(1000 + Math.floor(rate * second))),
          })),
        }),
      ),
    });
    const stages = mqtt
      ? [stage({ sinceMs: NOW_MS, records: 10 * second, ...mqtt, atMs })]
      : [];
    watch.see(observation, atMs, stages);
  }
  return watch;
};

it.each<[string, Partial<StageObservation>, string, Verdict]>([
  ['connected', { isConnected: true }, 'mqtt.connected', 'ok'],
  [
    'down for 30 s',
    { isConnected: false, sinceMs: NOW_MS - 30_000 },
    'mqtt.connected',
    'ok',
  ],
  [
    'down for 31 s',
    { isConnected: false, sinceMs: NOW_MS - 31_000 },
    'mqtt.connected',
    'warning',
  ],
  [
    'down for over two minutes',
    { isConnected: false, sinceMs: NOW_MS - 121_000 },
    'mqtt.connected',
    'critical',
  ],
  ['read by nobody', {}, 'mqtt.connected', 'not-applicable'],
])('a stage that is %s is judged so', (_, more, check, verdict) => {
  const watch = new Watch();
  watch.see(anObservation(), NOW_MS, [stage(more)]);
  expect(watch.check(check).verdict).toBe(verdict);
});

it.each<[number, Verdict]>([
  [1, 'ok'],
  [0.95, 'warning'],
  [0.8, 'critical'],
  [1.2, 'critical'],
])('%d pongs a ping, one being declared, are %s', (share, verdict) => {
  const scope = aScope({
    ...topics('ping_topic', 'pong_topic'),
    ...limits('stage.ratio.pong_topic/ping_topic=1'),
  });
  const watch = watchTopics(scope, { ping_topic: 20, pong_topic: 20 * share });
  expect(watch.check('stage.ratio').verdict).toBe(verdict);
});

it.each<[number, Verdict]>([
  [10, 'ok'],
  [9.5, 'warning'],
  [5, 'critical'],
])('%d of 10 records a second behind a bridge are %s', (rate, verdict) => {
  const scope = aScope({
    ...topics('ping_topic'),
    ...limits('bridge.conservation.ping_topic=2%'),
  });
  const watch = watchTopics(scope, { ping_topic: rate }, { isConnected: true });
  expect(watch.check('bridge.conservation').verdict).toBe(verdict);
});

it.each<[number, Verdict]>([
  [0, 'ok'],
  [0.005, 'warning'],
  [1, 'critical'],
])('%d dead letters a second beside 20 records are %s', (rate, verdict) => {
  const scope = aScope(topics('orders', 'orders.dlq'));
  const watch = watchTopics(scope, { orders: 20, 'orders.dlq': rate });
  expect(watch.check('dlq.growth').verdict).toBe(verdict);
});
