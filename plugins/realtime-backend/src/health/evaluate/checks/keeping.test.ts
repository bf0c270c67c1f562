import { known, missing } from '@backstage-realtime/plugin-realtime-common';
import {
  aGroup,
  anObservation,
  anOffset,
  aTopic,
  configs,
  NOW_MS,
  partitions,
} from '../testUtils/builders';
import {
  NO_CONFIGS,
  DEV,
  type Case,
  ofTopic,
  ofConfig,
  ofPartitions,
  ofGroup,
  open,
  expectCase,
} from '../testUtils/checkCases';

const CASES: Case[] = [
  {
    check: 'retention.lost',
    when: 'the start has passed the commit',
    is: 'critical',
    says: /^40 offsets gone for group ws-gateway on pong_topic p2;/,
    see: () =>
      anObservation({
        topics: [
          aTopic({ partitions: partitions(3, () => ({ start: known(50n) })) }),
        ],
        groups: [
          aGroup({
            offsets: [anOffset(0, 1000n), anOffset(1, 1000n), anOffset(2, 10n)],
          }),
        ],
      }),
  },
  { check: 'retention.lost', when: 'it has not', is: 'ok', see: ofTopic({}) },
  {
    check: 'retention.lost',
    when: 'the start is not known',
    is: 'unknown',
    see: ofPartitions(3, () => ({ start: missing('timeout') })),
  },
  {
    check: 'retention.cliff',
    when: 'half is used',
    is: 'warning',
    see: ofGroup({
      offsets: [
        anOffset(0, 500n, {
          lagTime: known({ ms: 44_000_000, method: 'record' }),
        }),
      ],
    }),
  },
  {
    check: 'retention.cliff',
    when: 'a new group has read little of a topic far below its size limit',
    is: 'ok',
    says: /^ws-gateway on pong_topic uses 1.5 % of retention; the limit is 50 %$/,
    see: () =>
      anObservation({
        topics: [
          aTopic({
            configs: known(configs({ 'retention.bytes': '67108864' })),
          }),
        ],
        groups: [
          aGroup({
            offsets: [
              anOffset(0, 0n, {
                lagTime: known({ ms: 4_000, method: 'record' }),
              }),
              anOffset(1, 1000n),
              anOffset(2, 1000n),
            ],
          }),
        ],
      }),
  },
  {
    check: 'retention.cliff',
    when: 'a size limit is nearly reached by what is not read',
    is: 'critical',
    says: /^ws-gateway on pong_topic p0 uses 85 % of retention$/,
    see: () =>
      anObservation({
        topics: [
          aTopic({ configs: known(configs({ 'retention.bytes': '1000000' })) }),
        ],
        groups: [
          aGroup({
            offsets: [
              anOffset(0, 150n, {
                lagTime: known({ ms: 4_000, method: 'record' }),
              }),
            ],
          }),
        ],
      }),
  },
  {
    check: 'retention.cliff',
    when: 'nothing is deleted',
    is: 'not-applicable',
    see: ofConfig({ 'retention.ms': '-1' }),
  },
  {
    check: 'retention.cliff',
    when: 'the configuration is withheld',
    is: 'unknown',
    see: ofTopic(NO_CONFIGS),
  },
  {
    check: 'retention.size-decides',
    when: 'little of the time is held and the start moves',
    is: 'info',
    for: 60,
    see: (_, s) =>
      ofTopic({
        configs: known(configs({ 'retention.bytes': '1000000' })),
        partitions: partitions(1, () => ({ start: known(BigInt(s)) })),
      })(),
  },
  {
    check: 'retention.size-decides',
    when: 'the start moves because somebody deletes records',
    is: 'ok',
    for: 60,
    see: (_, s) => ofPartitions(1, () => ({ start: known(BigInt(s)) }))(),
  },
  {
    check: 'retention.size-decides',
    when: 'the start does not move',
    is: 'ok',
    for: 60,
    see: ofTopic({}),
  },
  {
    check: 'retention.shorter-than-outage',
    when: 'it keeps an hour',
    is: 'info',
    says: /^pong_topic keeps 1 h; an outage of up to 24 h is declared for this service$/,
    see: ofConfig({ 'retention.ms': '3600000' }),
  },
  {
    check: 'retention.shorter-than-outage',
    when: 'it is for development',
    is: 'not-applicable',
    scope: DEV,
    see: ofConfig({ 'retention.ms': '3600000' }),
  },
  {
    check: 'retention.overstays',
    when: 'the oldest record is older than it should be',
    is: 'info',
    see: ofPartitions(1, () => ({ oldestMs: known(NOW_MS - 10 * 86_400_000) })),
  },
  {
    check: 'retention.overstays',
    when: 'the oldest record is not told',
    is: 'unknown',
    see: ofPartitions(1, () => ({ oldestMs: missing('timeout') })),
  },
  {
    check: 'timestamp.future',
    when: 'a record is an hour ahead',
    is: 'warning',
    says: /p1 has a record dated 1 h in the future/,
    see: ofPartitions(2, p =>
      p === 1 ? { newestMs: known(NOW_MS + 3_600_000) } : {},
    ),
  },
  {
    check: 'timestamp.future',
    when: 'it is not told',
    is: 'unknown',
    see: ofPartitions(1, () => ({ newestMs: missing('timeout') })),
  },
  {
    check: 'timestamp.future',
    when: 'nobody asked',
    is: 'not-applicable',
    see: ofPartitions(1, () => ({ newestMs: missing('not-asked') })),
  },
  {
    check: 'compaction.null-key',
    when: 'keys are not read',
    is: 'not-applicable',
    says: /keys are not read/,
    see: ofConfig({ 'cleanup.policy': 'compact' }),
  },
  {
    check: 'txn.hanging',
    when: 'it is open for over five minutes',
    is: 'warning',
    for: 315,
    says: /producer 4711 has a transaction open for 5 min 15 s;/,
    see: open,
  },
  {
    check: 'txn.hanging',
    when: 'it is open for over a quarter of an hour',
    is: 'critical',
    for: 915,
    see: open,
  },
  {
    check: 'txn.hanging',
    when: 'none is open',
    is: 'ok',
    for: 60,
    see: ofTopic({}),
  },
  {
    check: 'txn.hanging',
    when: 'nobody asked',
    is: 'not-applicable',
    see: ofPartitions(1, () => ({ stableEnd: missing('not-asked') })),
  },
  {
    check: 'retention.size-decides',
    when: 'the configuration is withheld',
    is: 'unknown',
    see: ofTopic(NO_CONFIGS),
  },
  {
    check: 'retention.overstays',
    when: 'the oldest record is as old as it may be',
    is: 'ok',
    see: ofTopic({}),
  },
  {
    check: 'retention.overstays',
    when: 'nothing is deleted by time',
    is: 'not-applicable',
    see: ofConfig({ 'retention.ms': '-1' }),
  },
  {
    check: 'retention.shorter-than-outage',
    when: 'it keeps a week',
    is: 'ok',
    see: ofConfig({ 'retention.ms': '604800000' }),
  },
  {
    check: 'timestamp.future',
    when: 'the newest record of one partition is not told',
    is: 'unknown',
    see: ofPartitions(2, p => (p ? { newestMs: missing('timeout') } : {})),
  },
  {
    check: 'txn.hanging',
    when: 'the stable end was asked for and not told',
    is: 'unknown',
    see: ofPartitions(2, p => (p ? { stableEnd: missing('timeout') } : {})),
  },
];

it.each(CASES)('$check is $is when $when', each => {
  expectCase(each);
});
