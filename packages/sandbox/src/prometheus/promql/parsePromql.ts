import type { SyntaxNode } from '@lezer/common';
import { parser } from '@prometheus-io/lezer-promql';
import type { Matcher } from '../store/labels';
import type { Expression, Grouping, Matching } from './Expression';
import { parsePromDuration, unquote } from './literals';
import { badQuery } from './PromqlError';

/** Longer ones are no questions of a person or a panel. */
const MAX_LENGTH = 10_000;

/** Throws PromqlError with the place of the first mistake, and for what is not played here. */
export function parsePromql(query: string): Expression {
  if (query.length > MAX_LENGTH) {
    throw badQuery(`a query has at most ${MAX_LENGTH} characters`);
  }
  if (query.trim() === '') {
    throw badQuery(
      'invalid parameter "query": unknown position: parse error: no expression found in input',
    );
  }
  const tree = parser.parse(query);
  const cursor = tree.cursor();
  do {
    if (cursor.type.isError) {
      const place = `1:${cursor.from + 1}`;
      const found = query.slice(cursor.from, cursor.to) || 'end of input';
      throw badQuery(
        `invalid parameter "query": ${place}: parse error: unexpected ${found}`,
      );
    }
  } while (cursor.next());
  return new Reader(query).read(tree.topNode.firstChild!);
}

class Reader {
  readonly #query: string;

  constructor(query: string) {
    this.#query = query;
  }

  readonly #readers: Record<string, (node: SyntaxNode) => Expression> = {
    ParenExpr: node => this.read(childrenOf(node)[0]),
    NumberDurationLiteral: node => ({
      type: 'number',
      value: toNumber(this.#text(node)),
    }),
    StringLiteral: node => ({ type: 'text', value: unquote(this.#text(node)) }),
    VectorSelector: node => this.#selector(node),
    MatrixSelector: node => this.#range(node),
    OffsetExpr: node => this.#offset(node),
    UnaryExpr: node => this.#unary(node),
    FunctionCall: node => this.#call(node),
    AggregateExpr: node => this.#aggregate(node),
    BinaryExpr: node => this.#binary(node),
  };

  read(node: SyntaxNode): Expression {
    if (!Object.hasOwn(this.#readers, node.name)) {
      throw badQuery(
        `invalid parameter "query": ${node.name} is not played by this sandbox`,
      );
    }
    return this.#readers[node.name](node);
  }

  #text({ from, to }: SyntaxNode): string {
    return this.#query.slice(from, to);
  }

  #selector(node: SyntaxNode): Expression {
    const name = node.getChild('Identifier');
    const named: Matcher[] = name
      ? [{ label: '__name__', operator: '=', value: this.#text(name) }]
      : [];
    const matchers = (
      node.getChild('LabelMatchers')?.getChildren('UnquotedLabelMatcher') ?? []
    ).map(each => this.#matcher(each));
    return { type: 'selector', matchers: [...named, ...matchers], offsetMs: 0 };
  }

  #matcher(node: SyntaxNode): Matcher {
    return {
      label: this.#text(node.getChild('LabelName')!),
      operator: this.#text(node.getChild('MatchOp')!) as Matcher['operator'],
      value: unquote(this.#text(node.getChild('StringLiteral')!)),
    };
  }

  #range(node: SyntaxNode): Expression {
    const [of, duration] = childrenOf(node);
    const selector = this.read(of);
    if (selector.type !== 'selector') {
      throw badQuery(
        'invalid parameter "query": ranges only allowed for vector selectors',
      );
    }
    return { ...selector, rangeMs: parsePromDuration(this.#text(duration)) };
  }

  #offset(node: SyntaxNode): Expression {
    const selector = this.read(node.firstChild!);
    const duration = node.getChild('OffsetDurationExpr');
    if (selector.type !== 'selector' || !duration) {
      throw badQuery(
        'invalid parameter "query": offset modifier must be preceded by a selector',
      );
    }
    return { ...selector, offsetMs: parsePromDuration(this.#text(duration)) };
  }

  #unary(node: SyntaxNode): Expression {
    const of = this.read(node.lastChild!);
    const isNegative = this.#text(node.firstChild!) === '-';
    return isNegative ? { type: 'negative', of } : of;
  }

  #call(node: SyntaxNode): Expression {
    const name = this.#text(node.getChild('FunctionIdentifier')!);
    return { type: 'call', name, args: this.#args(node) };
  }

  #args(node: SyntaxNode): Expression[] {
    const body = node.getChild('FunctionCallBody');
    return body ? childrenOf(body).map(each => this.read(each)) : [];
  }

  #aggregate(node: SyntaxNode): Expression {
    const args = this.#args(node);
    const [first, second] = args;
    const modifier = node.getChild('AggregateModifier');
    const grouping: Grouping = {
      isOn: !modifier?.getChild('Without'),
      names: modifier ? this.#names(modifier) : [],
    };
    return {
      type: 'aggregate',
      operator: this.#text(node.getChild('AggregateOp')!),
      of: second ?? first,
      ...(second && { parameter: first }),
      grouping,
    };
  }

  #binary(node: SyntaxNode): Expression {
    const children = childrenOf(node);
    return {
      type: 'binary',
      operator: this.#text(children[1]).toLowerCase(),
      left: this.read(children[0]),
      right: this.read(children.at(-1)!),
      isBool: node.getChild('BoolModifier') !== null,
      matching: this.#matching(node.getChild('MatchingModifierClause')),
    };
  }

  #matching(clause: SyntaxNode | null): Matching {
    if (!clause) {
      return { isOn: false, names: [] };
    }
    const [names, include] = clause.getChildren('GroupingLabels');
    const isLeft = clause.getChild('GroupLeft') !== null;
    const isMany = isLeft || clause.getChild('GroupRight') !== null;
    return {
      isOn: clause.getChild('On') !== null,
      names: names ? this.#labelsOf(names) : [],
      ...(isMany && {
        many: {
          side: isLeft ? 'left' : 'right',
          include: include ? this.#labelsOf(include) : [],
        },
      }),
    };
  }

  #names(node: SyntaxNode): string[] {
    const labels = node.getChild('GroupingLabels');
    return labels ? this.#labelsOf(labels) : [];
  }

  #labelsOf(node: SyntaxNode): string[] {
    return node.getChildren('LabelName').map(each => this.#text(each));
  }
}

function childrenOf(node: SyntaxNode): SyntaxNode[] {
  const children: SyntaxNode[] = [];
  for (let each = node.firstChild; each; each = each.nextSibling) {
    children.push(each);
  }
  return children;
}

function toNumber(text: string): number {
  const words: Record<string, number> = { inf: Infinity, nan: NaN };
  const word = words[text.toLowerCase()];
  const value = word ?? Number(text);
  return Number.isNaN(value) && word === undefined
    ? parsePromDuration(text) / 1_000
    : value;
}
