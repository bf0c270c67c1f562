import {
  HEALTH_SENTENCES,
  type CheckLimit,
  type Finding,
  type FindingValue,
  type HealthSentence,
} from '@backstage-realtime/plugin-realtime-common';

/** Numbers of partitions that are named in a sentence; the count tells the rest. */
const NAMED = 6;

/**
 * A sentence of ours with the values it names, of those that are given; a key
 * that does not exist does not compile.
 */
export function say(
  sentence: HealthSentence,
  values: Record<string, FindingValue> = {},
): Finding {
  const named: Record<string, FindingValue> = {};
  for (const each of namesIn(sentence)) {
    if (values[each] !== undefined) named[each] = values[each];
  }
  return { sentence, values: named };
}

const NAMES = new Map<string, readonly string[]>();

/** What a sentence names; `count` also chooses between one and many. */
function namesIn(sentence: HealthSentence): readonly string[] {
  const before = NAMES.get(sentence);
  if (before) return before;
  const one = `${sentence}_one`;
  const texts: Readonly<Record<string, string>> = HEALTH_SENTENCES;
  const hasOne = Object.hasOwn(texts, one);
  const both = hasOne ? `${texts[sentence]}${texts[one]}` : texts[sentence];
  const found = [...both.matchAll(/\{\{\s*(\w+)\s*\}\}/g)].map(
    ([, each]) => each,
  );
  const names = [...new Set(hasOne ? [...found, 'count'] : found)];
  NAMES.set(sentence, names);
  return names;
}

export const name = (text: string | number): FindingValue => ({
  kind: 'name',
  text: String(text),
});

export const count = (value: number): FindingValue => ({
  kind: 'count',
  count: value,
});

export const duration = (ms: number, isAtLeast?: boolean): FindingValue =>
  isAtLeast ? { kind: 'duration', ms, isAtLeast } : { kind: 'duration', ms };

export const share = (value: number): FindingValue => ({
  kind: 'share',
  share: value,
});

export const ratio = (value: number): FindingValue => ({
  kind: 'ratio',
  ratio: value,
});

export const rate = (perSecond: number): FindingValue => ({
  kind: 'rate',
  perSecond,
});

export const bytes = (value: number): FindingValue => ({
  kind: 'bytes',
  bytes: value,
});

export const offset = (value: number | bigint): FindingValue => ({
  kind: 'offset',
  offset: String(value),
});

/** `p2, p5`; more than six end in `…`. */
export function partitionNames(partitions: readonly number[]): FindingValue {
  const shown = partitions.slice(0, NAMED).map(partition => `p${partition}`);
  return name(
    [...shown, ...(partitions.length > NAMED ? ['…'] : [])].join(', '),
  );
}

/** Names of brokers, or `–` for none. */
export function brokerNames(brokers: Iterable<number>): FindingValue {
  const sorted = [...new Set(brokers)].sort((a, b) => a - b);
  return name(sorted.join(', ') || '–');
}

/** The number inside a limit: ms, share, ratio, count or bytes. */
export function numberOf({ value }: CheckLimit): number {
  switch (value.kind) {
    case 'duration':
      return value.ms;
    case 'share':
      return value.share;
    case 'ratio':
      return value.ratio;
    case 'count':
      return value.count;
    case 'bytes':
      return value.bytes;
    default:
      throw new Error(`A limit is a number, not a ${value.kind}`);
  }
}
