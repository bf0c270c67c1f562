import { omit, type Labels } from '../store/labels';
import { vectorOf, type Sample, type Value } from './values';
import { badQuery, failedQuery } from './PromqlError';

const LABEL_NAME = /^[A-Za-z_][A-Za-z0-9_]*$/;

/**
 * `label_replace(v, target, replacement, source, pattern)`: writes the label
 * `target` where the whole of `source` matches; a source that is not there is
 * empty. Throws PromqlError.
 */
export function labelReplace(args: Value[]): Sample[] {
  const [first, ...rest] = args;
  const [target, replacement, source, pattern] = rest.map(textOf);
  if (!LABEL_NAME.test(target)) {
    throw failedQuery(
      `invalid destination label name in label_replace(): ${target}`,
    );
  }
  const matches = compile(pattern);
  return vectorOf(first).map(({ labels, value }) => {
    const match = matches.exec(labels[source] ?? '');
    return {
      labels: match ? write(labels, target, fill(replacement, match)) : labels,
      value,
    };
  });
}

function textOf(value: Value): string {
  if (value.type !== 'string') {
    throw badQuery(
      `invalid parameter "query": parse error: expected type string in call to function "label_replace", got ${value.type}`,
    );
  }
  return value.value;
}

function compile(pattern: string): RegExp {
  try {
    return new RegExp(`^(?:${pattern})$`, 's');
  } catch {
    throw failedQuery(
      `invalid regular expression in label_replace(): ${pattern}`,
    );
  }
}

/** `$1`, `${1}` and `${name}` stand for groups; one that is not there for nothing. */
function fill(replacement: string, match: RegExpExecArray): string {
  return replacement.replace(/\$(?:(\w+)|\{(\w+)\})/g, (_, plain, braced) => {
    const name: string = plain ?? braced;
    return (
      (/^\d+$/.test(name) ? match[Number(name)] : match.groups?.[name]) ?? ''
    );
  });
}

/** An empty label is none. */
function write(labels: Labels, target: string, text: string): Labels {
  const others = omit(labels, [target]);
  return text === '' ? others : { ...others, [target]: text };
}
