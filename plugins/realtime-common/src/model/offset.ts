import type { Brand } from './brand';

/**
 * Position in one partition, 64-bit, as a decimal string; meaningless without
 * its partition. `bigint` inside the backend, this on the wire and in the browser.
 * @public
 */
export type Offset = Brand<'Offset'>;

/** Offset of a whole number that is not negative; exact for every bigint. @public */
export function toOffset(value: bigint | number): Offset {
  return value.toString() as Offset;
}

/** Order of two offsets of the same partition: negative, zero or positive. @public */
export function compareOffsets(a: Offset, b: Offset): number {
  return a.length === b.length ? compareText(a, b) : a.length - b.length;
}

function compareText(a: string, b: string): number {
  if (a === b) return 0;
  return a < b ? -1 : 1;
}
