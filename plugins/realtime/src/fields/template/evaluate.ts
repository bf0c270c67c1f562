import { NotRendered, readTokens, type Token } from './tokens';

/** Answers of the form, by name. */
export type Answers = Readonly<Record<string, unknown>>;

/**
 * Value of an expression between `${{` and `}}` of a template, for previews in
 * the browser: answers, texts, numbers, `or`, `and`, `not`, `+`, `==`, `!=`,
 * `a if b else c`, brackets, lists, `list.concat(list)`, objects. A task has far
 * more; whatever is not listed here is refused with {@link NotRendered}, never
 * guessed. Held to the interpreter of the scaffolder by a test.
 */
export function evaluate(expression: string, answers: Answers): unknown {
  const reader = new Reader(expression, readTokens(expression), answers);
  return reader.readAll();
}

/** Reads left to right, one method for each level of binding, the loosest first. */
class Reader {
  private at = 0;

  constructor(
    private readonly source: string,
    private readonly tokens: readonly Token[],
    private readonly answers: Answers,
  ) {}

  readAll(): unknown {
    const value = this.readChoice();
    if (this.at < this.tokens.length) throw this.refusal();
    return value;
  }

  private readChoice(): unknown {
    const value = this.readOr();
    if (!this.take('if')) return value;
    const condition = this.readOr();
    const other = this.take('else') ? this.readChoice() : '';
    return condition ? value : other;
  }

  private readOr(): unknown {
    let value = this.readAnd();
    while (this.take('or')) {
      const other = this.readAnd();
      value = value || other;
    }
    return value;
  }

  private readAnd(): unknown {
    let value = this.readNot();
    while (this.take('and')) {
      const other = this.readNot();
      value = value && other;
    }
    return value;
  }

  private readNot(): unknown {
    return this.take('not') ? !this.readNot() : this.readComparison();
  }

  private readComparison(): unknown {
    const left = this.readSum();
    if (this.take('==')) return left === this.readSum();
    if (this.take('!=')) return left !== this.readSum();
    return left;
  }

  private readSum(): unknown {
    let value = this.readOne();
    while (this.take('+')) value = this.add(value, this.readOne());
    return value;
  }

  /** Only texts and numbers: what others would become is the interpreter's affair. */
  private add(left: unknown, right: unknown): unknown {
    if (typeof left === 'number' && typeof right === 'number')
      return left + right;
    if (typeof left === 'string' && typeof right === 'string')
      return left + right;
    throw this.refusal();
  }

  private readOne(): unknown {
    if (this.take('(')) {
      const value = this.readChoice();
      if (!this.take(')')) throw this.refusal();
      return value;
    }
    if (this.take('[')) return this.readConcats(this.readList());
    if (this.take('{')) return this.readObject();
    const token = this.tokens[this.at++];
    if (token?.kind === 'value') return token.value;
    if (token?.kind === 'name') return this.readName(token.text);
    throw this.refusal();
  }

  /** Behind its `[`; no comma behind the last value. */
  private readList(): unknown[] {
    if (this.take(']')) return [];
    const values = [this.readChoice()];
    while (this.take(',')) values.push(this.readChoice());
    if (!this.take(']')) throw this.refusal();
    return values;
  }

  /** Any `.concat(list)` behind a list. */
  private readConcats(list: unknown[]): unknown[] {
    let value = list;
    while (this.take('.')) {
      if (!this.take('concat') || !this.take('(')) throw this.refusal();
      const other = this.readChoice();
      if (!Array.isArray(other) || !this.take(')')) throw this.refusal();
      value = [...value, ...other];
    }
    return value;
  }

  /** Behind its `{`; keys are texts, and no comma is behind the last value. */
  private readObject(): Record<string, unknown> {
    if (this.take('}')) return {};
    const entries = [this.readEntry()];
    while (this.take(',')) entries.push(this.readEntry());
    if (!this.take('}')) throw this.refusal();
    return Object.fromEntries(entries);
  }

  private readEntry(): [string, unknown] {
    const token = this.tokens[this.at++];
    if (token?.kind !== 'value' || !this.take(':')) throw this.refusal();
    return [String(token.value), this.readChoice()];
  }

  private readName(name: string): unknown {
    if (name === 'true') return true;
    if (name === 'false') return false;
    if (name !== 'parameters') throw this.refusal();
    let value: unknown = this.answers;
    for (let key = this.readKey(); key !== undefined; key = this.readKey())
      value = ownValue(value, key);
    return value;
  }

  /** `.name` or `["name"]`. */
  private readKey(): string | undefined {
    if (this.take('.')) {
      const token = this.tokens[this.at++];
      if (token?.kind === 'name') return token.text;
      throw this.refusal();
    }
    if (!this.take('[')) return undefined;
    const token = this.tokens[this.at++];
    if (token?.kind === 'value' && this.take(']')) return String(token.value);
    throw this.refusal();
  }

  private take(text: string): boolean {
    const token = this.tokens[this.at];
    const isThere =
      token !== undefined && 'text' in token && token.text === text;
    if (isThere) this.at++;
    return isThere;
  }

  private refusal(): NotRendered {
    return new NotRendered(this.source.trim());
  }
}

function ownValue(value: unknown, key: string): unknown {
  const isObject = typeof value === 'object' && value !== null;
  return isObject && Object.hasOwn(value, key)
    ? (value as Record<string, unknown>)[key]
    : undefined;
}
