import type { StreamKind } from '@backstage-realtime/plugin-realtime-common';

/** A place in a stream: where to look at one record. */
export interface RecordPlace {
  partition: number;
  offset: bigint;
}

/**
 * What samples of the records that somebody reads anyway tell of a stream.
 * Counts and places only: no key, no value, no part of one.
 */
export interface ContentObservation {
  kind: StreamKind;
  system: string;
  topic?: string;
  atMs: number;
  /** How far the samples go back, at most ten minutes. */
  spanMs: number;
  /** Records that passed in the span, and how many of them were looked into. */
  passed: number;
  sampled: number;
  /** Records for those who look at the stream now, and how many of them came faster than they could be shown. */
  viewers: { seen: number; lapped: number };
  decoding: {
    /** Values that were tried, without those a silent registry kept from being read. */
    tried: number;
    failed: number;
    /** Since the stream is watched, one value at least was decoded. */
    hasDecoded: boolean;
    newest?: RecordPlace & { decoder?: string; reason?: string };
  };
  /** Key, value and headers together, in bytes; undefined without samples. */
  sizes?: { p99: number; max: number };
  keys: {
    withKey: number;
    without: number;
    /** Of the key that occurs most, and the partition it goes to. */
    top?: { records: number; partition: number };
    newestWithout?: RecordPlace;
  };
  /** Of values that begin with a schema id; undefined where no registry is configured. */
  schemas?: {
    read: number;
    /** Values whose id the registry does not have. */
    unknown: number;
    newestUnknown?: RecordPlace & { id: number };
    /** Values that break the schema they name. */
    broken: number;
    newestBroken?: RecordPlace & { id: number };
    /** Values whose schema the registry did not answer for. */
    untold: number;
  };
}

/** Looks into the records of an entity's streams that are being read. */
export interface ContentFollower {
  /** One for each stream that somebody reads. Never rejects. */
  read(): Promise<readonly ContentObservation[]>;
}
