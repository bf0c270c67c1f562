import { badQuery } from '../promql/PromqlError';

/** Names and values; the metric is `__name__`. */
export type Labels = Readonly<Record<string, string>>;

export interface Matcher {
  label: string;
  operator: '=' | '!=' | '=~' | '!~';
  value: string;
}

/** Throws PromqlError for a pattern that is none. A label that is absent is an empty one. */
export function compileMatchers(
  matchers: readonly Matcher[],
): (labels: Labels) => boolean {
  const tests = matchers.map(compile);
  return labels => tests.every(test => test(labels));
}

function compile({ label, operator, value }: Matcher) {
  if (operator === '=' || operator === '!=') {
    return (labels: Labels) =>
      ((labels[label] ?? '') === value) === (operator === '=');
  }
  const pattern = toPattern(value);
  return (labels: Labels) =>
    pattern.test(labels[label] ?? '') === (operator === '=~');
}

/** Patterns match a whole value. */
function toPattern(value: string): RegExp {
  try {
    return new RegExp(`^(?:${value})$`, 's');
  } catch {
    throw badQuery(`invalid parameter "query": error parsing regexp: ${value}`);
  }
}

/** The same labels in any order have the same key. */
export function keyOf(labels: Labels): string {
  return Object.keys(labels)
    .sort()
    .map(name => `${name}\u0000${labels[name]}`)
    .join('\u0001');
}

export function pick(labels: Labels, names: readonly string[]): Labels {
  return Object.fromEntries(
    names.flatMap(name => (labels[name] ? [[name, labels[name]]] : [])),
  );
}

export function omit(labels: Labels, names: readonly string[]): Labels {
  return Object.fromEntries(
    Object.entries(labels).filter(([name]) => !names.includes(name)),
  );
}
