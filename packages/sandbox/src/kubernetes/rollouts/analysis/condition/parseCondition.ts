/** A condition as a tree. */
export type Expression =
  | { type: 'literal'; value: number | boolean | string | null }
  | { type: 'result' }
  | { type: 'index'; list: Expression; index: Expression }
  | { type: 'not' | 'minus'; of: Expression }
  | { type: 'call'; name: string; args: Expression[] }
  | {
      type: 'logic' | 'binary';
      operator: string;
      left: Expression;
      right: Expression;
    };

const TOKEN =
  /\s*(?:(\d+(?:\.\d*)?(?:e[+-]?\d+)?|\.\d+)|([A-Za-z_]\w*)|("[^"]*"|'[^']*')|(&&|\|\||[<>=!]=|[<>!()[\],+\-*/%]))/gy;

/** Weakest first. */
const LEVELS = [
  ['||'],
  ['&&'],
  ['==', '!=', '<', '<=', '>', '>='],
  ['+', '-'],
  ['*', '/', '%'],
];

const WORDS: Record<string, string> = { and: '&&', or: '||', not: '!' };
const MAX_LENGTH = 1_000;

/** The part of the expression language that conditions use in practice. Throws for the rest. */
export function parseCondition(text: string): Expression {
  const parser = new Parser(tokenize(text));
  const expression = parser.level(0);
  parser.end();
  return expression;
}

function tokenize(text: string): string[] {
  if (text.length > MAX_LENGTH) {
    throw new Error(`a condition has at most ${MAX_LENGTH} characters`);
  }
  const source = text.trim();
  const tokens: string[] = [];
  const pattern = new RegExp(TOKEN);
  while (pattern.lastIndex < source.length) {
    const at = pattern.lastIndex;
    const found = pattern.exec(source);
    if (!found) {
      throw new Error(`unexpected character in condition (1:${at + 1})`);
    }
    const token = found[0].trim();
    tokens.push(Object.hasOwn(WORDS, token) ? WORDS[token] : token);
  }
  return tokens;
}

class Parser {
  readonly #tokens: string[];
  #next = 0;

  constructor(tokens: string[]) {
    this.#tokens = tokens;
  }

  end(): void {
    if (this.#next < this.#tokens.length) {
      throw new Error(`unexpected token ${this.#tokens[this.#next]}`);
    }
  }

  level(level: number): Expression {
    if (level === LEVELS.length) {
      return this.#unary();
    }
    let left = this.level(level + 1);
    while (LEVELS[level].includes(this.#peek)) {
      const operator = this.#take();
      const right = this.level(level + 1);
      const type = level < 2 ? 'logic' : 'binary';
      left = { type, operator, left, right };
    }
    return left;
  }

  get #peek(): string {
    return this.#tokens[this.#next] ?? '';
  }

  #take(expected?: string): string {
    const token = this.#peek;
    if (token === '' || (expected && token !== expected)) {
      throw new Error(`unexpected token ${token || 'EOF'}`);
    }
    this.#next += 1;
    return token;
  }

  #unary(): Expression {
    if (this.#peek === '!' || this.#peek === '-') {
      const type = this.#take() === '!' ? 'not' : 'minus';
      return { type, of: this.#unary() };
    }
    let expression = this.#primary();
    while (this.#peek === '[') {
      this.#take();
      const index = this.level(0);
      this.#take(']');
      expression = { type: 'index', list: expression, index };
    }
    return expression;
  }

  #primary(): Expression {
    const token = this.#take();
    if (token === '(') {
      const inner = this.level(0);
      this.#take(')');
      return inner;
    }
    if (/^[.\d]/.test(token)) {
      return { type: 'literal', value: Number(token) };
    }
    return /^["']/.test(token)
      ? { type: 'literal', value: token.slice(1, -1) }
      : this.#named(token);
  }

  #named(token: string): Expression {
    const literals = { true: true, false: false, nil: null };
    if (Object.hasOwn(literals, token)) {
      return {
        type: 'literal',
        value: literals[token as keyof typeof literals],
      };
    }
    if (token === 'result') {
      return { type: 'result' };
    }
    if (this.#peek !== '(') {
      throw new Error(`unknown name ${token}`);
    }
    return { type: 'call', name: token, args: this.#args() };
  }

  #args(): Expression[] {
    const args: Expression[] = [];
    this.#take('(');
    while (this.#peek !== ')') {
      args.push(this.level(0));
      if (this.#peek !== ')') {
        this.#take(',');
      }
    }
    this.#take(')');
    return args;
  }
}
