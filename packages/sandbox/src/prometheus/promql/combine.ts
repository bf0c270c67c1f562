import { keyOf, omit, pick, type Labels } from '../store/labels';
import { vectorOf, withoutName, type Sample, type Value } from './values';
import type { Expression, Matching } from './Expression';
import { failedQuery } from './PromqlError';

type Binary = Extract<Expression, { type: 'binary' }>;

const ARITHMETIC: Record<string, (left: number, right: number) => number> = {
  '+': (left, right) => left + right,
  '-': (left, right) => left - right,
  '*': (left, right) => left * right,
  '/': (left, right) => left / right,
  '%': (left, right) => left % right,
  '^': (left, right) => left ** right,
};

const COMPARISONS: Record<string, (left: number, right: number) => boolean> = {
  '==': (left, right) => left === right,
  '!=': (left, right) => left !== right,
  '<': (left, right) => left < right,
  '<=': (left, right) => left <= right,
  '>': (left, right) => left > right,
  '>=': (left, right) => left >= right,
};

const SETS = ['and', 'or', 'unless'];

/** Two values by an operator; throws PromqlError where vectors do not match. */
export function combine(expression: Binary, left: Value, right: Value): Value {
  const { matching, operator } = expression;
  if (SETS.includes(operator)) {
    const samples = combineSets(
      operator,
      matching,
      vectorOf(left),
      vectorOf(right),
    );
    return { type: 'vector', samples };
  }
  if (left.type === 'scalar' && right.type === 'scalar') {
    const value = compute(expression, left.value, right.value);
    return { type: 'scalar', value: value ?? 0 };
  }
  const samples =
    left.type === 'scalar' || right.type === 'scalar'
      ? withScalar(expression, left, right)
      : join(expression, vectorOf(left), vectorOf(right));
  return { type: 'vector', samples };
}

/** undefined: the comparison does not hold, so there is no sample. */
function compute(
  { isBool, operator }: Binary,
  left: number,
  right: number,
): number | undefined {
  const arithmetic = ARITHMETIC[operator];
  if (arithmetic) {
    return arithmetic(left, right);
  }
  const holds = COMPARISONS[operator](left, right);
  if (isBool) {
    return Number(holds);
  }
  return holds ? left : undefined;
}

function isFilter({ isBool, operator }: Binary): boolean {
  return operator in COMPARISONS && !isBool;
}

function withScalar(expression: Binary, left: Value, right: Value): Sample[] {
  const vector = vectorOf(left.type === 'scalar' ? right : left);
  return vector.flatMap(({ labels, value }) => {
    const other = left.type === 'scalar' ? left.value : undefined;
    const result =
      other === undefined
        ? compute(expression, value, (right as { value: number }).value)
        : compute(expression, other, value);
    const kept = isFilter(expression) ? labels : withoutName(labels);
    const shown = isFilter(expression) ? value : result;
    return result === undefined
      ? []
      : [{ labels: kept, value: shown ?? result }];
  });
}

function signature({ isOn, names }: Matching, labels: Labels): string {
  return keyOf(
    isOn ? pick(labels, names) : omit(labels, [...names, '__name__']),
  );
}

function combineSets(
  operator: string,
  matching: Matching,
  left: Sample[],
  right: Sample[],
): Sample[] {
  const keysOf = (samples: Sample[]) =>
    new Set(samples.map(({ labels }) => signature(matching, labels)));
  if (operator === 'or') {
    const known = keysOf(left);
    const rest = right.filter(
      ({ labels }) => !known.has(signature(matching, labels)),
    );
    return [...left, ...rest];
  }
  const other = keysOf(right);
  return left.filter(
    ({ labels }) =>
      other.has(signature(matching, labels)) === (operator === 'and'),
  );
}

function join(expression: Binary, left: Sample[], right: Sample[]): Sample[] {
  const { matching } = expression;
  const isManyRight = matching.many?.side === 'right';
  const [many, one] = isManyRight ? [right, left] : [left, right];
  const ones = indexOnce(matching, one);
  const seen = new Set<string>();
  return many.flatMap(sample => {
    const key = signature(matching, sample.labels);
    const match = ones.get(key);
    if (!match) {
      return [];
    }
    if (!matching.many && seen.has(key)) {
      throw failedQuery(
        'multiple matches for labels: many-to-one matching must be explicit (group_left/group_right)',
      );
    }
    seen.add(key);
    const value = isManyRight
      ? compute(expression, match.value, sample.value)
      : compute(expression, sample.value, match.value);
    const labels = labelsOf(expression, sample, match);
    return value === undefined ? [] : [{ labels, value }];
  });
}

function indexOnce(matching: Matching, samples: Sample[]): Map<string, Sample> {
  const index = new Map<string, Sample>();
  for (const sample of samples) {
    const key = signature(matching, sample.labels);
    if (index.has(key)) {
      throw failedQuery(
        'found duplicate series for the match group on one side of the operation: many-to-many matching not allowed: matching labels must be unique on one side',
      );
    }
    index.set(key, sample);
  }
  return index;
}

function labelsOf(
  expression: Binary,
  { labels }: Sample,
  match: Sample,
): Labels {
  const { isOn, many, names } = expression.matching;
  const base = isFilter(expression) ? labels : withoutName(labels);
  if (many) {
    return { ...base, ...pick(match.labels, many.include) };
  }
  return isOn ? pick(base, names) : omit(base, names);
}
