import { known, missing } from '@backstage-realtime/plugin-realtime-common';
import {
  anObservation,
  aTopic,
  configs,
  partitions,
} from '../testUtils/builders';
import {
  DENIED,
  DEV,
  NO_CONFIGS,
  type Case,
  ofTopic,
  ofPartitions,
  disk,
  filled,
  expectCase,
} from '../testUtils/checkCases';

const CASES: Case[] = [
  {
    check: 'isr.under-min',
    when: 'one of three is left',
    is: 'critical',
    for: 15,
    says: /p1 has fewer in-sync replicas than the minimum of 2;/,
    see: ofPartitions(3, p => (p === 1 ? { isr: [2] } : {})),
  },
  {
    check: 'isr.under-min',
    when: 'all are in sync',
    is: 'ok',
    see: ofTopic({}),
  },
  {
    check: 'isr.under-min',
    when: 'the minimum is not known',
    is: 'unknown',
    see: ofTopic(NO_CONFIGS),
  },
  {
    check: 'isr.at-min',
    when: 'two of three are left for two minutes',
    is: 'warning',
    for: 120,
    see: ofPartitions(3, () => ({ isr: [1, 2] })),
  },
  {
    check: 'isr.at-min',
    when: 'two of three are left for less',
    is: 'ok',
    for: 105,
    see: ofPartitions(3, () => ({ isr: [1, 2] })),
  },
  {
    check: 'isr.under-replicated',
    when: 'one of three is away for five minutes and one is enough',
    is: 'warning',
    for: 300,
    see: ofTopic({
      partitions: partitions(1, () => ({ isr: [1, 2] })),
      configs: known(configs({ 'min.insync.replicas': '1' })),
    }),
  },
  {
    check: 'isr.under-replicated',
    when: 'what is out of sync is at the minimum, which another check tells',
    is: 'not-applicable',
    says: /out of sync/,
    see: ofPartitions(1, () => ({ isr: [1, 2] })),
  },
  {
    check: 'isr.under-replicated',
    when: 'partitions are being moved',
    is: 'info',
    for: 300,
    see: ofTopic({
      partitions: partitions(1, () => ({ isr: [1, 2], isReassigning: true })),
      configs: known(configs({ 'min.insync.replicas': '1' })),
    }),
  },
  {
    check: 'placement.one-rack',
    when: 'all replicas share a rack',
    is: 'warning',
    see: () =>
      anObservation({
        brokers: [1, 2, 3, 4].map(id => ({ id, rack: id < 4 ? 'a' : 'b' })),
      }),
  },
  {
    check: 'placement.one-rack',
    when: 'there is one rack',
    is: 'not-applicable',
    see: () => anObservation({ brokers: [1, 2, 3].map(id => ({ id })) }),
  },
  {
    check: 'leader.not-preferred',
    when: 'two of six are led by others for ten minutes',
    is: 'info',
    for: 600,
    see: ofPartitions(6, p =>
      p < 2 ? { leader: known(((p + 1) % 3) + 1) } : {},
    ),
  },
  {
    check: 'leader.not-preferred',
    when: 'there are few partitions',
    is: 'not-applicable',
    see: ofTopic({}),
  },
  {
    check: 'leader.concentration',
    when: 'one leads all of six for ten minutes',
    is: 'info',
    for: 600,
    says: /broker 1 leads 6 of 6 partitions; an even spread is 2/,
    see: ofPartitions(6, () => ({ leader: known(1) })),
  },
  {
    check: 'leader.concentration',
    when: 'they are spread',
    is: 'ok',
    see: ofPartitions(6, () => ({})),
  },
  {
    check: 'disk.logdir-failed',
    when: 'it holds a leader',
    is: 'critical',
    for: 15,
    see: disk(6e11, 'KAFKA_STORAGE_ERROR'),
  },
  {
    check: 'disk.logdir-failed',
    when: 'none reports an error',
    is: 'ok',
    see: disk(6e11),
  },
  {
    check: 'disk.runway',
    when: 'a tenth is free for ten minutes',
    is: 'warning',
    for: 600,
    says: /10 % of the disk is free; the limit is 15 %/,
    see: disk(1e11),
  },
  {
    check: 'disk.runway',
    when: 'it will be full in 10 h',
    is: 'critical',
    for: 3600,
    says: /disk is full in (8|9) h/,
    see: filled(6e10),
  },
  {
    check: 'disk.runway',
    when: 'it does not fill',
    is: 'ok',
    for: 3600,
    see: filled(0),
  },
  {
    check: 'disk.runway',
    when: 'the broker does not tell',
    is: 'not-applicable',
    see: disk(undefined),
  },
  {
    check: 'disk.logdir-failed',
    when: 'it may not be asked',
    is: 'unknown',
    says: /needs DESCRIBE on the cluster/,
    see: () =>
      anObservation({
        logDirs: [],
        topics: [
          aTopic({ partitions: partitions(1, () => ({ sizeBytes: DENIED })) }),
        ],
      }),
  },
  {
    check: 'isr.at-min',
    when: 'the minimum is not known',
    is: 'unknown',
    see: ofTopic(NO_CONFIGS),
  },
  {
    check: 'isr.under-replicated',
    when: 'all are in sync',
    is: 'ok',
    see: ofTopic({}),
  },
  {
    check: 'isr.under-replicated',
    when: 'metadata lists no partition',
    is: 'unknown',
    see: ofTopic({ partitions: [] }),
  },
  {
    check: 'placement.one-rack',
    when: 'all replicas share a rack, in development',
    is: 'info',
    scope: DEV,
    see: () =>
      anObservation({
        brokers: [1, 2, 3, 4].map(id => ({ id, rack: id < 4 ? 'a' : 'b' })),
      }),
  },
  {
    check: 'placement.one-rack',
    when: 'replicas are spread',
    is: 'ok',
    see: ofTopic({}),
  },
  {
    check: 'placement.one-rack',
    when: 'metadata lists no partition',
    is: 'unknown',
    see: ofTopic({ partitions: [] }),
  },
  {
    check: 'leader.not-preferred',
    when: 'all are led by the first replica',
    is: 'ok',
    see: ofPartitions(6, () => ({})),
  },
  {
    check: 'leader.not-preferred',
    when: 'it is not known who leads',
    is: 'unknown',
    see: ofPartitions(6, p => (p ? {} : { leader: missing('timeout') })),
  },
  {
    check: 'leader.concentration',
    when: 'it is not known who leads',
    is: 'unknown',
    see: ofPartitions(6, p => (p ? {} : { leader: missing('timeout') })),
  },
  {
    check: 'leader.concentration',
    when: 'there is one broker',
    is: 'not-applicable',
    see: () => anObservation({ brokers: [{ id: 1 }] }),
  },
  {
    check: 'disk.logdir-failed',
    when: 'it holds followers only',
    is: 'warning',
    for: 15,
    see: () =>
      anObservation({
        logDirs: [
          {
            ...{ broker: 2, path: '/data', error: 'KAFKA_STORAGE_ERROR' },
            replicas: [{ topic: 'pong_topic', partition: 0, sizeBytes: 1 }],
          },
        ],
      }),
  },
  {
    check: 'disk.runway',
    when: 'a fiftieth is free for ten minutes',
    is: 'critical',
    for: 600,
    says: /2 % of the disk is free; the limit is 5 %/,
    see: disk(2e10),
  },
  {
    check: 'disk.runway',
    when: 'it may not be asked',
    is: 'unknown',
    see: () =>
      anObservation({
        logDirs: [],
        topics: [
          aTopic({ partitions: partitions(1, () => ({ sizeBytes: DENIED })) }),
        ],
      }),
  },
  {
    check: 'disk.runway',
    when: 'one disk is nearly full, and another will be sooner',
    is: 'critical',
    for: 3600,
    says: /disk is full in (19|20) h/,
    see: atMs => {
      const [filling] = filled(2.9e10)(atMs).logDirs;
      const [low] = disk(6e10)().logDirs;
      return anObservation({ logDirs: [{ ...low, path: '/low' }, filling] });
    },
  },
];

it.each(CASES)('$check is $is when $when', each => {
  expectCase(each);
});
