import {
  formatFinding,
  known,
  type Verdict,
} from '@backstage-realtime/plugin-realtime-common';
import type { ContentObservation } from '../../../../content/ContentObservation';
import { evaluate } from '../../../evaluate';
import {
  anInput,
  anObservation,
  aTopic,
  configs,
  NOW_MS,
  SYSTEM,
  TOPIC,
} from '../../../testUtils/builders';
import { standsFor } from '../../../testUtils/checkCases';

/** Samples of a topic that is well: text below 1 KiB, with many keys. */
export const content = (
  more: Partial<ContentObservation> = {},
): ContentObservation => ({
  kind: 'kafka',
  system: SYSTEM,
  topic: TOPIC,
  atMs: NOW_MS,
  spanMs: 300_000,
  passed: 4_000,
  sampled: 1_000,
  viewers: { seen: 4_000, lapped: 0 },
  decoding: { tried: 1_000, failed: 0, hasDecoded: true },
  sizes: { p99: 900, max: 1_000 },
  keys: { withKey: 1_000, without: 0, top: { records: 10, partition: 1 } },
  ...more,
});

export const place = { partition: 2, offset: 4711n };

export const failing = (failed: number, tried: number, hasDecoded = true) =>
  content({
    decoding: {
      ...{ tried, failed, hasDecoded },
      newest: { ...place, decoder: 'json', reason: 'ends too early' },
    },
  });

export const schemas = (
  more: Partial<NonNullable<ContentObservation['schemas']>>,
) =>
  content({
    schemas: { read: 200, unknown: 0, broken: 0, untold: 0, ...more },
  });

export const COMPACTED = {
  configs: known(configs({ 'cleanup.policy': 'compact' })),
};

export interface SampleCase {
  check: string;
  when: string;
  is: Verdict;
  says: RegExp;
  see?: ContentObservation;
  topic?: Parameters<typeof aTopic>[0];
}

/** Health of one topic with these samples of its records. */
export const judged = ({ see, topic }: Pick<SampleCase, 'see' | 'topic'>) =>
  evaluate(
    anInput({
      observations: [anObservation({ topics: [aTopic(topic)] })],
      contents: see ? [see] : [],
    }),
  ).health;

/** Compares verdict and sentence, and that no value is missing in any other. */
export function expectSample({ check, is, says, ...given }: SampleCase): void {
  const found = standsFor(judged(given), check);
  expect(found?.verdict).toBe(is);
  expect(found && formatFinding(found.finding)).toMatch(says);
  for (const finding of [...(found?.rule ?? []), ...(found?.next ?? [])]) {
    expect(formatFinding(finding)).not.toMatch(/–|\{\{/);
  }
}
