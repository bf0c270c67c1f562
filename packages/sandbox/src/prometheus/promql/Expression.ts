import type { Matcher } from '../store/labels';

/** Which labels of two vectors have to agree; `names` of `without` need not. */
export interface Grouping {
  isOn: boolean;
  names: string[];
}

export interface Matching extends Grouping {
  /** The side that may have several for one of the other, and what it gets of that. */
  many?: { side: 'left' | 'right'; include: string[] };
}

/** A query as a tree; times in ms. */
export type Expression =
  | { type: 'number'; value: number }
  | { type: 'text'; value: string }
  | {
      type: 'selector';
      matchers: Matcher[];
      offsetMs: number;
      /** Of a range; undefined: the newest sample. */
      rangeMs?: number;
    }
  | { type: 'negative'; of: Expression }
  | { type: 'call'; name: string; args: Expression[] }
  | {
      type: 'aggregate';
      operator: string;
      of: Expression;
      parameter?: Expression;
      grouping: Grouping;
    }
  | {
      type: 'binary';
      operator: string;
      left: Expression;
      right: Expression;
      isBool: boolean;
      matching: Matching;
    };
