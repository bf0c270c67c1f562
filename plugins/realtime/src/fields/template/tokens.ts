/** The template computes something in a way that only a task can. */
export class NotRendered extends Error {
  override name = 'NotRendered' as const;
}

/** A word, text, number or sign of an expression. */
export type Token =
  | { kind: 'sign'; text: string }
  | { kind: 'name'; text: string }
  | { kind: 'value'; value: string | number };

const TOKEN =
  /\s*(?:(==|!=|[()+.,:[\]{}])|([A-Za-z_]\w*)|(\d+(?:\.\d+)?)|"([^"\\]*)"|'([^'\\]*)')/y;

/** Words of an expression. Throws {@link NotRendered} at the first that is not known here. */
export function readTokens(expression: string): Token[] {
  const text = expression.trimEnd();
  const tokens: Token[] = [];
  TOKEN.lastIndex = 0;
  while (TOKEN.lastIndex < text.length) {
    const match = TOKEN.exec(text);
    if (!match) throw new NotRendered(expression.trim());
    tokens.push(toToken(match));
  }
  return tokens;
}

function toToken([
  ,
  sign,
  name,
  number,
  double,
  single,
]: RegExpExecArray): Token {
  if (sign !== undefined) return { kind: 'sign', text: sign };
  if (name !== undefined) return { kind: 'name', text: name };
  if (number !== undefined) return { kind: 'value', value: Number(number) };
  return { kind: 'value', value: double ?? single };
}
