import {
  formatFinding,
  known,
  missing,
  type TopicHealth,
  type Verdict,
} from '@backstage-realtime/plugin-realtime-common';
import type {
  GroupObservation,
  Observation,
  PartitionObservation,
  TopicObservation,
} from '../../observation';
import type { HealthScope } from '../types';
import {
  aGroup,
  anObservation,
  aScope,
  aTopic,
  configs,
  NOW_MS,
  partitions,
} from './builders';
import { watchFor } from './judging';

export const DENIED = missing('no-permission', {
  acl: { operation: 'Describe', resource: 'cluster', name: '' },
});
export const NO_CONFIGS = { configs: missing('timeout') };
export const DEV = aScope({ tier: 'dev' });

export interface Case {
  check: string;
  when: string;
  is: Verdict;
  says?: RegExp;
  /** Seconds it is watched; one reading without. */
  for?: number;
  scope?: HealthScope;
  see(atMs: number, second: number): Observation;
}

export const ofTopic = (more: Partial<TopicObservation>) => () =>
  anObservation({ topics: [aTopic(more)] });

export const ofConfig = (more: Record<string, string>) =>
  ofTopic({ configs: known(configs(more)) });

export const ofPartitions = (
  n: number,
  more: (partition: number) => Partial<PartitionObservation>,
) => ofTopic({ partitions: partitions(n, more) });

export const ofGroup = (more: Partial<GroupObservation>) => () =>
  anObservation({ groups: [aGroup(more)] });

export const disk =
  (usableBytes: number | undefined, error?: string) => (): Observation =>
    anObservation({
      logDirs: [
        {
          broker: 1,
          path: '/data',
          totalBytes: 1e12,
          replicas: [{ topic: 'pong_topic', partition: 0, sizeBytes: 1 }],
          ...{ usableBytes, error },
        },
      ],
    });

export const filled = (perHour: number) => (atMs: number) =>
  disk(6e11 - (perHour * (atMs - NOW_MS)) / 3_600_000)();

export const growing =
  (n: number, perSecond: (partition: number) => number) =>
  (_: number, second: number) =>
    anObservation({
      topics: [
        aTopic({
          partitions: partitions(n, partition => {
            const end = known(
              BigInt(1000 + Math.floor(perSecond(partition) * second)),
            );
            return { end, stableEnd: end };
          }),
        }),
      ],
      groups: [],
    });

export const open = (_: number, second: number) =>
  anObservation({
    topics: [
      aTopic({
        partitions: partitions(1, () => ({
          end: known(BigInt(1000 + second)),
          stableEnd: known(900n),
          producers: known([
            { producerId: '4711', openSince: { offset: 900n }, lastMs: NOW_MS },
          ]),
        })),
      }),
    ],
  });

export const joining = (everySeconds: number) => (_: number, second: number) =>
  anObservation({
    groups: [
      aGroup({ type: 'consumer', epoch: Math.floor(second / everySeconds) }),
    ],
  });

/** Watches as the case says and compares the verdict at the end. */
export function expectCase({
  check,
  is,
  says,
  see,
  scope,
  ...more
}: Case): void {
  const { health } = watchFor(more.for ?? 0, see, scope);
  const found = standsFor(health, check);
  expect(found?.verdict).toBe(is);
  expect(found && formatFinding(found.finding)).toMatch(says ?? /./);
  // A dash stands where a placeholder has no value.
  expect(textsOf(health).filter(text => text.includes('–'))).toEqual([]);
}

/** The result of a check, or the one that stands for it as its reason is the same. */
export const standsFor = ({ checks }: TopicHealth, id: string) =>
  checks.find(({ check }) => check === id) ??
  checks.find(({ evidence }) =>
    evidence.some(
      ({ name, value }) =>
        name === 'also-unknown' && value.kind === 'name' && value.text === id,
    ),
  );

const textsOf = ({ checks }: TopicHealth) =>
  checks.flatMap(({ finding, rule, next }) =>
    [finding, ...rule, ...next].map(each => formatFinding(each)),
  );
