import {
  isParameterName,
  isValidParameter,
  PARAMETER_NAMES,
  type ParameterName,
  type QueryParameters,
} from './parameters';

/** How a value is written at the place where it stands. */
interface Hole {
  name: ParameterName;
  quote: Quote;
  /** Behind `=~` or `!~`, where characters of patterns have to be escaped too. */
  isPattern: boolean;
}

type Quote = '"' | "'" | '`';
type Part = string | Hole;

/** A query with holes for {@link QueryParameters}. */
export interface QueryTemplate {
  /** Parameters it needs. */
  needs: ReadonlySet<ParameterName>;
  /**
   * The query with its values, each escaped for its place; undefined when one
   * that it needs is missing or can be no such name.
   */
  fill(parameters: QueryParameters): string | undefined;
}

/** Why a query cannot be a template, in a sentence without its end. */
export class TemplateMistake extends Error {}

const HOLE = /\$\{([^}]*)\}?/g;

/**
 * Reads PromQL with `${…}` in its strings. Outside of strings a value could
 * change what the query means, so that is a mistake, found when app-config is
 * read. Errors: TemplateMistake.
 */
export function readTemplate(expr: string): QueryTemplate {
  const parts = tokens(expr).flatMap(token => readToken(token));
  const holes = parts.filter(part => typeof part !== 'string');
  return {
    needs: new Set(holes.map(({ name }) => name)),
    fill: parameters => fill(parts, parameters),
  };
}

interface Token {
  text: string;
  quote?: Quote;
  isPattern: boolean;
}

/** Strings of PromQL, comments, and what is between them. Escapes stay as they are. */
const STRINGS = /"(?:[^"\\]|\\.)*"|'(?:[^'\\]|\\.)*'|`[^`]*`|#[^\n]*/gs;

function tokens(expr: string): Token[] {
  const list: Token[] = [];
  let end = 0;
  for (const { 0: text, index } of expr.matchAll(STRINGS)) {
    const before = expr.slice(end, index);
    list.push({ text: before, isPattern: false });
    const isPattern = /[=!]~\s*$/.test(before);
    // What a comment says is nobody's value.
    if (text[0] !== '#')
      list.push({ text, quote: text[0] as Quote, isPattern });
    end = index + text.length;
  }
  list.push({ text: expr.slice(end), isPattern: false });
  return list;
}

function readToken({ text, quote, isPattern }: Token): Part[] {
  const parts: Part[] = [];
  let end = 0;
  for (const { 0: hole, 1: name, index } of text.matchAll(HOLE)) {
    if (!isParameterName(name))
      throw new TemplateMistake(
        `${hole.slice(0, 40)} is not one of ${PARAMETER_NAMES.join(', ')}`,
      );
    if (!quote)
      throw new TemplateMistake(
        `${hole} stands outside of quotes; write label="${hole}"`,
      );
    parts.push(text.slice(end, index), { name, quote, isPattern });
    end = index + hole.length;
  }
  return [...parts, text.slice(end)];
}

function fill(
  parts: readonly Part[],
  parameters: QueryParameters,
): string | undefined {
  let query = '';
  for (const part of parts) {
    const text = typeof part === 'string' ? part : write(part, parameters);
    if (text === undefined) return undefined;
    query += text;
  }
  return query;
}

function write(hole: Hole, parameters: QueryParameters): string | undefined {
  const value = parameters[hole.name];
  if (value === undefined || !isValidParameter(hole.name, value))
    return undefined;
  return escapeValue(value, hole);
}

/**
 * A value as PromQL writes it inside a string; undefined where its string
 * cannot hold it, since backquotes know no escapes.
 */
export function escapeValue(
  value: string,
  { quote, isPattern }: Pick<Hole, 'quote' | 'isPattern'>,
): string | undefined {
  const pattern = isPattern
    ? value.replace(/[\\^$.*+?()[\]{}|]/g, '\\$&')
    : value;
  if (quote === '`') return pattern.includes('`') ? undefined : pattern;
  // The other quote must not be escaped: PromQL takes that for a mistake.
  return pattern
    .replace(/\\/g, '\\\\')
    .replaceAll(quote, `\\${quote}`)
    .replace(/\n/g, '\\n')
    .replace(/\r/g, '\\r');
}
