/**
 * Where a value stands in regard to the paths of a policy. A state is reached
 * from the root by names and array positions, and answers for its children;
 * undefined means that no path can match anywhere below.
 */
export interface PathState {
  /** A path ends here: the value is masked whole. */
  readonly isMasked: boolean;
  /** The state of a member; the name is the raw bytes between the quotes, escapes and all. */
  member(
    bytes: Uint8Array,
    nameStart: number,
    nameEnd: number,
  ): PathState | undefined;
  /** The state of an array element, counted from 0. */
  element(index: number): PathState | undefined;
}
