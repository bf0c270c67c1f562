import { omit, type Labels } from '../store/labels';
import { failedQuery } from './PromqlError';

export interface Sample {
  labels: Labels;
  value: number;
}

/** Samples of a range, oldest first, none of them stale. */
export interface RangeSample {
  labels: Labels;
  timesMs: number[];
  values: number[];
}

export type Value =
  | { type: 'scalar'; value: number }
  | { type: 'string'; value: string }
  | { type: 'vector'; samples: Sample[] }
  | {
      type: 'matrix';
      series: RangeSample[];
      /** Of the range that was asked for. */
      startMs: number;
      endMs: number;
    };

export function withoutName(labels: Labels): Labels {
  return omit(labels, ['__name__']);
}

export function vectorOf(value: Value | undefined): Sample[] {
  if (value?.type !== 'vector') {
    throw failedQuery(`expected type instant vector, got ${value?.type}`);
  }
  return value.samples;
}

export function scalarOf(value: Value | undefined): number {
  if (value?.type !== 'scalar') {
    throw failedQuery(`expected type scalar, got ${value?.type}`);
  }
  return value.value;
}
