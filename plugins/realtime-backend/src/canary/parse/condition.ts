import type { MeasurementLimit } from '@backstage-realtime/plugin-realtime-common';

type Operator = MeasurementLimit['operator'];

const NUMBER = String.raw`[+-]?\d+(?:\.\d+)?(?:e[+-]?\d+)?`;
const RESULT = String.raw`(?:result(?:\[0\])?|(?:asFloat|asInt|float|int)\(result(?:\[0\])?\)|default\(result(?:\[0\])?,\s*${NUMBER}\))`;
const OPERATOR = '<=|>=|<|>';

const RESULT_FIRST = new RegExp(
  `^${RESULT}\\s*(${OPERATOR})\\s*(${NUMBER})$`,
  'i',
);
const NUMBER_FIRST = new RegExp(
  `^(${NUMBER})\\s*(${OPERATOR})\\s*${RESULT}$`,
  'i',
);

/** Parts that only ask whether there is a value to compare. */
const GUARD =
  /^(?:len\(result\)\s*(?:>\s*0|>=\s*1|!=\s*0|==\s*1)|!\s*isNaN\(result(?:\[0\])?\)|!\s*isInf\(result(?:\[0\])?\)|!\s*isNil\(result(?:\[0\])?\)|result\s*!=\s*nil)$/i;

const MIRRORED: Readonly<Record<Operator, Operator>> = {
  '<': '>',
  '<=': '>=',
  '>': '<',
  '>=': '<=',
};

const OPPOSITE: Readonly<Record<Operator, Operator>> = {
  '<': '>=',
  '<=': '>',
  '>': '<=',
  '>=': '<',
};

/**
 * The one number a good result is compared with, when a condition is such a
 * comparison, guards against empty results aside. A success condition says how
 * good results compare; a failure condition the opposite.
 */
export function readLimit(
  successCondition: string | undefined,
  failureCondition: string | undefined,
): MeasurementLimit | undefined {
  if (successCondition !== undefined) return readComparison(successCondition);
  const bad = failureCondition && readComparison(failureCondition);
  return bad ? { ...bad, operator: OPPOSITE[bad.operator] } : undefined;
}

/** The comparison inside a condition; undefined when there is more than one. */
export function readComparison(
  condition: string,
): MeasurementLimit | undefined {
  const parts = condition
    .split('&&')
    .map(withoutParentheses)
    .filter(part => !GUARD.test(part));
  if (parts.length !== 1) return undefined;
  const [, operator, number] = RESULT_FIRST.exec(parts[0]) ?? [];
  if (operator) return toLimit(operator as Operator, number);
  const [, first, mirrored] = NUMBER_FIRST.exec(parts[0]) ?? [];
  return mirrored ? toLimit(MIRRORED[mirrored as Operator], first) : undefined;
}

function toLimit(operator: Operator, number: string): MeasurementLimit {
  return { operator, value: Number(number) };
}

function withoutParentheses(part: string): string {
  const text = part.trim();
  return text.startsWith('(') && text.endsWith(')')
    ? text.slice(1, -1).trim()
    : text;
}
