import type { ExaminedValue } from '../../decoding/examineValue';
import type { ContentObservation } from './ContentObservation';
import type { TakenRecord } from './takeSamples';

/** A record that was looked into; the value itself is gone by then. */
export interface Sample extends Omit<TakenRecord, 'value'> {
  /** undefined for a value that was not tried: none, or too long. */
  examined?: ExaminedValue;
}

type Summary = Pick<
  ContentObservation,
  'sampled' | 'sizes' | 'keys' | 'schemas'
> & { decoding: Omit<ContentObservation['decoding'], 'hasDecoded'> };

/** Counts of samples, oldest first, and the newest place of each kind of trouble. */
export function summariseSamples(samples: readonly Sample[]): Summary {
  return {
    sampled: samples.length,
    decoding: decodingOf(samples),
    sizes: sizesOf(samples),
    keys: keysOf(samples),
    schemas: schemasOf(samples),
  };
}

function decodingOf(samples: readonly Sample[]): Summary['decoding'] {
  const tried = samples.filter(
    ({ examined }) => examined && examined.schema?.state !== 'untold',
  );
  const failed = tried.filter(({ examined }) => examined?.failure);
  const newest = failed.at(-1);
  return {
    tried: tried.length,
    failed: failed.length,
    newest: newest && { ...placeOf(newest), ...newest.examined?.failure },
  };
}

function sizesOf(samples: readonly Sample[]): Summary['sizes'] {
  if (samples.length === 0) return undefined;
  const sorted = samples.map(({ bytes }) => bytes).sort((a, b) => a - b);
  const at = Math.ceil(sorted.length * 0.99) - 1;
  return { p99: sorted[at], max: sorted[sorted.length - 1] };
}

function keysOf(samples: readonly Sample[]): Summary['keys'] {
  const without = samples.filter(({ keyHash }) => keyHash === undefined);
  const counts = new Map<string, { records: number; partition: number }>();
  for (const { keyHash, partition } of samples) {
    if (keyHash === undefined) continue;
    const records = (counts.get(keyHash)?.records ?? 0) + 1;
    counts.set(keyHash, { records, partition });
  }
  const newest = without.at(-1);
  return {
    withKey: samples.length - without.length,
    without: without.length,
    top: [...counts.values()].sort((a, b) => b.records - a.records)[0],
    newestWithout: newest && placeOf(newest),
  };
}

function schemasOf(samples: readonly Sample[]): Summary['schemas'] {
  const read = samples.flatMap(sample => {
    const { schema } = sample.examined ?? {};
    return schema ? [{ ...placeOf(sample), ...schema }] : [];
  });
  if (read.length === 0) return undefined;
  const unknown = read.filter(({ state }) => state === 'unknown');
  const broken = read.filter(({ isBroken }) => isBroken);
  return {
    read: read.length,
    unknown: unknown.length,
    newestUnknown: unknown.at(-1),
    broken: broken.length,
    newestBroken: broken.at(-1),
    untold: read.filter(({ state }) => state === 'untold').length,
  };
}

function placeOf({ partition, offset }: Sample) {
  return { partition, offset };
}
