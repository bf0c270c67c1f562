import type { Value } from './evaluateCondition';

const toNumber = (value: Value): number => {
  const number = typeof value === 'string' ? Number(value) : value;
  if (typeof number !== 'number') {
    throw new Error('cannot convert to a number');
  }
  return number;
};

/** What a condition may call. */
export const FUNCTIONS: Record<string, (...args: Value[]) => Value> = {
  len: value => {
    if (!Array.isArray(value) && typeof value !== 'string') {
      throw new Error(`invalid argument for len (type ${typeof value})`);
    }
    return value.length;
  },
  isNaN: value => Number.isNaN(toNumber(value)),
  isInf: value => Math.abs(toNumber(value)) === Infinity,
  isNil: value => value === null || value === undefined,
  asFloat: toNumber,
  asInt: value => Math.trunc(toNumber(value)),
  default: (value, otherwise) => value ?? otherwise,
};
