import { FUNCTIONS } from './functions';
import { parseCondition, type Expression } from './parseCondition';

export type Value = number | boolean | string | null | Value[];

/**
 * Whether a condition such as `len(result) > 0 && result[0] < 0.05` holds for
 * a result. Throws for what it cannot say: a place beyond the end of a list,
 * words it does not know, or an answer that is not yes or no.
 */
export function evaluateCondition(condition: string, result: Value): boolean {
  const value = evaluate(parseCondition(condition), result);
  if (typeof value !== 'boolean') {
    throw new Error(`expected bool, but got ${typeof value}`);
  }
  return value;
}

function evaluate(expression: Expression, result: Value): Value {
  const of = (part: Expression) => evaluate(part, result);
  switch (expression.type) {
    case 'literal':
      return expression.value;
    case 'result':
      return result;
    case 'index':
      return pick(of(expression.list), of(expression.index));
    case 'not':
      return !asBoolean(of(expression.of));
    case 'minus':
      return -asNumber(of(expression.of));
    case 'call':
      return call(expression.name, expression.args.map(of));
    case 'logic':
      return decide(expression.operator, asBoolean(of(expression.left)), () =>
        asBoolean(of(expression.right)),
      );
    default:
      return combine(
        expression.operator,
        of(expression.left),
        of(expression.right),
      );
  }
}

/** The right side is looked at only when the left one does not say it all. */
function decide(operator: string, left: boolean, right: () => boolean) {
  return operator === '&&' ? left && right() : left || right();
}

function pick(list: Value, index: Value): Value {
  if (!Array.isArray(list) || typeof index !== 'number') {
    throw new Error(`cannot fetch ${String(index)} from ${typeof list}`);
  }
  if (index < 0 || index >= list.length) {
    throw new Error(
      `index out of range: ${index} (array length is ${list.length})`,
    );
  }
  return list[index];
}

function call(name: string, args: Value[]): Value {
  const known = Object.hasOwn(FUNCTIONS, name) ? FUNCTIONS[name] : undefined;
  if (!known) {
    throw new Error(`unknown name ${name}`);
  }
  return known(...args);
}

const ARITHMETIC: Record<string, (left: number, right: number) => Value> = {
  '+': (left, right) => left + right,
  '-': (left, right) => left - right,
  '*': (left, right) => left * right,
  '/': (left, right) => left / right,
  '%': (left, right) => left % right,
  '<': (left, right) => left < right,
  '<=': (left, right) => left <= right,
  '>': (left, right) => left > right,
  '>=': (left, right) => left >= right,
};

function combine(operator: string, left: Value, right: Value): Value {
  if (operator === '==') {
    return left === right;
  }
  return operator === '!='
    ? left !== right
    : ARITHMETIC[operator](asNumber(left), asNumber(right));
}

function asNumber(value: Value): number {
  if (typeof value !== 'number') {
    throw new Error(`invalid operation: ${kindOf(value)} is no number`);
  }
  return value;
}

function asBoolean(value: Value): boolean {
  if (typeof value !== 'boolean') {
    throw new Error(`invalid operation: ${kindOf(value)} is no bool`);
  }
  return value;
}

function kindOf(value: Value): string {
  return Array.isArray(value) ? '[]float64' : typeof value;
}
